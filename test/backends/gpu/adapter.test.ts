import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { request } from "undici";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { gpuBackend } from "../../../src/backends/gpu/adapter.js";
import { findFreePort, isListening } from "../../../src/backends/loopback-port.js";
import type { OpenSystem } from "../../../src/contract/backend-adapter.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { InputError, MeasurementError } from "../../../src/model/errors.js";
import type { Finding } from "../../../src/model/finding.js";
import { listProcesses } from "../../../src/processes/process-list.js";
import { onlyEndpoint } from "../only-endpoint.js";
import { openRequest } from "../open-request.js";

const fixture = (name: string) => fileURLToPath(new URL(`../fixtures/${name}.mjs`, import.meta.url));
const port = `\${PORT}`;
const quick = { readiness: { intervalSeconds: 0.02, timeoutSeconds: 15 }, stopGraceSeconds: 15 };

const opened: OpenSystem[] = [];
let folder = "";

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "tokwatt-gpu-"));
});

afterEach(async () => {
  await Promise.all(opened.splice(0).map((system) => system.close()));
  await rm(folder, { recursive: true });
});

type Rest = Partial<Parameters<typeof openRequest>[2]>;

async function open(options: object, rest: Rest = {}): Promise<OpenSystem> {
  const clock = createMonotonicClock();
  const allOptions = { model: "tiny", ...quick, ...options };
  const system = await gpuBackend.open(openRequest(gpuBackend, allOptions, { clock, ...rest }));
  opened.push(system);
  return system;
}

function startTiny(flags: readonly string[] = [], options: object = {}, rest: Rest = {}): Promise<OpenSystem> {
  return open({ command: [process.execPath, fixture("tiny-server"), port, ...flags], ...options }, rest);
}

/** The finding that opening fails with. */
async function refusal(opening: Promise<unknown>): Promise<Finding> {
  const error = await opening.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof MeasurementError)) throw new Error("expected a MeasurementError", { cause: error });
  return error.finding;
}

async function isAlive(pid: number): Promise<boolean> {
  return (await listProcesses()).some((listed) => listed.pid === pid);
}

async function eventually<Value>(look: () => Promise<Value | undefined>): Promise<Value> {
  for (;;) {
    const value = await look().catch(() => undefined);
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe("a server that tokwatt starts", () => {
  it("is waited for, described and ended, on a port that was free", async () => {
    const lines: string[] = [];
    const system = await startTiny([], {}, { lines });
    const baseUrl = onlyEndpoint(system).baseUrl;
    const metricsUrl = `${baseUrl}/metrics`;
    expect(onlyEndpoint(system)).toEqual({ baseUrl, model: "tiny", headers: {}, usage: "final", metricsUrl });
    expect(baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(await system.describe()).toEqual({
      serverVersion: "9.8.7",
      servedModels: "tiny",
      contextTokens: 1024,
      modelOwner: "fixture",
    });
    expect(lines).toContain(`listening on ${new URL(baseUrl).port}`);
    await system.close();
    expect(await isListening(baseUrl)).toBe(false);
  });

  it("gets the environment of the request and of its options, and nothing else", async () => {
    const options = {
      command: [process.execPath, fixture("prints-environment")],
      baseUrl: "http://127.0.0.1:9",
      env: { INNER: `<\${OUTER}>` },
    };
    const finding = await refusal(open(options, { environment: { OUTER: "out" } }));
    expect(finding.data["words"]).toBe("saw out <out> undefined");
  });

  it("is ended with all that it started: other groups, and orphans too", async () => {
    const file = join(folder, "pids");
    const system = await startTiny(["--leave-behind", file]);
    const pids = await eventually(async () => {
      const found = (await readFile(file, "utf8")).trim().split(" ").map(Number);
      return found.length === 2 ? found : undefined;
    });
    expect(await Promise.all(pids.map(isAlive))).toEqual([true, true]);
    await system.close();
    expect(await Promise.all(pids.map(isAlive))).toEqual([false, process.platform !== "linux"]);
  });

  it("is killed when it ignores SIGTERM", async () => {
    const lines: string[] = [];
    const system = await startTiny(["--ignore-sigterm"], { stopGraceSeconds: 0.3 }, { lines });
    await system.close();
    expect(lines).toContain("SIGTERM is ignored");
    expect(await isListening(onlyEndpoint(system).baseUrl)).toBe(false);
  });

  it("tells of its death, with its last words", async () => {
    const system = await startTiny();
    await request(`${onlyEndpoint(system).baseUrl}/die`).catch(() => undefined);
    expect(await system.died).toEqual({
      code: "server-died",
      severity: "error",
      data: { outcome: "exit 7", words: expect.stringContaining("the engine has run out of luck") },
    });
  });

  it("does not die of being closed", async () => {
    const system = await startTiny();
    await system.close();
    const pending = Symbol("pending");
    expect(await Promise.race([system.died, new Promise((resolve) => setImmediate(resolve, pending))])).toBe(pending);
  });
});

describe("a server that does not come up", () => {
  const baseUrl = "http://127.0.0.1:9";

  it("and ends: its outcome and its last words", async () => {
    const finding = await refusal(open({ command: [process.execPath, fixture("exits-at-once")], baseUrl }));
    expect(finding).toMatchObject({ code: "server-exited", data: { outcome: "exit 3" } });
    expect(String(finding.data["words"]).split("\n").sort()).toEqual(["error: no device found", "starting"]);
  });

  it("as there is no such program", async () => {
    const finding = await refusal(open({ command: ["tokwatt-no-such-program"], baseUrl }));
    expect(finding).toMatchObject({ code: "server-exited", data: { outcome: "ENOENT" } });
  });

  it("in time: it is ended", async () => {
    const readiness = { intervalSeconds: 0.05, timeoutSeconds: 0.6 };
    const lines: string[] = [];
    const command = [process.execPath, fixture("never-ready")];
    const finding = await refusal(open({ command, baseUrl, readiness }, { lines }));
    expect(finding).toMatchObject({ code: "server-not-ready", data: { seconds: 0.6, url: `${baseUrl}/health` } });
    const processes = await listProcesses();
    const commandLines = await Promise.all(
      processes.map(({ pid }) => readFile(`/proc/${pid}/cmdline`, "utf8").catch(() => "")),
    );
    expect(commandLines.filter((line) => line.includes("never-ready.mjs"))).toEqual([]);
  });

  it("before the user loses patience: it is ended", async () => {
    const giveUp = new AbortController();
    const lines: string[] = [];
    const opening = open(
      { command: [process.execPath, fixture("never-ready")], baseUrl },
      { signal: giveUp.signal, lines },
    );
    const found = refusal(opening);
    await eventually(async () => (lines.length > 0 ? true : undefined));
    giveUp.abort();
    expect((await found).code).toBe("interrupted");
  });

  it("under the name of the model: the engine's own words and the models that it has", async () => {
    const finding = await refusal(startTiny([], { model: "other" }));
    expect(finding).toMatchObject({
      code: "model-not-served",
      data: {
        model: "other",
        served: "tiny",
        status: 404,
        words: "The model `other` does not exist. Valid aliases: tiny.",
      },
    });
  });

  it("where somebody else listens already", async () => {
    const other = await startTiny();
    const taken = onlyEndpoint(other).baseUrl;
    const finding = await refusal(open({ command: [process.execPath, fixture("never-ready")], baseUrl: taken }));
    expect(finding).toMatchObject({ code: "address-in-use", data: { url: taken } });
  });
});

describe("a server that somebody else runs", () => {
  it("is reached with its headers, and left alone in the end", async () => {
    const started = await startTiny(["--secret", "s3cret"], {
      readiness: { ...quick.readiness, path: "/health" },
      headers: { authorization: "Bearer s3cret" },
    });
    const baseUrl = `${onlyEndpoint(started).baseUrl}/`;
    const headers = { authorization: `Bearer \${TOKEN}` };
    const environment = { TOKEN: "s3cret" };
    const system = await open({ baseUrl, headers, usage: "continuous" }, { lifecycle: "attached", environment });
    expect(onlyEndpoint(system)).toEqual({ ...onlyEndpoint(started), usage: "continuous" });
    expect(system.died).toBeUndefined();
    expect(system.powerSources).toEqual([]);
    await system.close();
    expect(await isListening(baseUrl)).toBe(true);
    const finding = await refusal(open({ baseUrl }, { lifecycle: "attached" }));
    expect(finding).toMatchObject({ code: "endpoint-refused", data: { status: 401, words: "Unauthorized" } });
  });

  it("and that is not there: the address and the socket's words", async () => {
    const baseUrl = `http://127.0.0.1:${await findFreePort()}`;
    const finding = await refusal(open({ baseUrl }, { lifecycle: "attached" }));
    expect(finding).toMatchObject({ code: "endpoint-unreachable", data: { url: baseUrl } });
    expect(finding.data["reason"]).toContain("ECONNREFUSED");
  });
});

describe("options", () => {
  it("with variables that nobody set: all of them are named", async () => {
    const baseUrl = `http://\${HOST_B}:\${HOST_A}`;
    const error = await open({ baseUrl, headers: { a: `\${HOST_A}` } }, { lifecycle: "attached" }).catch((e) => e);
    expect(error).toBeInstanceOf(InputError);
    expect(error.problems).toEqual([
      { code: "missing-variables", data: { names: "HOST_A, HOST_B" }, hint: "set-variables" },
    ]);
  });

  it("that a lifecycle needs and does not find", async () => {
    const codes = async (options: object, lifecycle: "attached" | "restart") => {
      const error = await open(options, { lifecycle }).catch((e) => e);
      return error instanceof InputError ? error.problems.map(({ code, data }) => [code, data["path"]]) : error;
    };
    const command = ["server", port];
    expect(await codes({ command }, "attached")).toEqual([["option-missing-for-lifecycle", "options.baseUrl"]]);
    expect(await codes({ baseUrl: "http://127.0.0.1:9" }, "restart")).toEqual([
      ["option-missing-for-lifecycle", "options.command"],
    ]);
    expect(await codes({ baseUrl: "no address" }, "attached")).toEqual([["not-a-url", "options.baseUrl"]]);
  });

  it("need an address, or a command that is told its port", () => {
    const issues = gpuBackend.optionsSchema.safeParse({ command: ["server"], usage: "sometimes" }).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join(".")).sort()).toEqual(["baseUrl", "model", "usage"]);
    expect(gpuBackend.optionsSchema.safeParse({ model: "m", command: ["server", port] }).success).toBe(true);
  });
});
