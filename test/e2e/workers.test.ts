import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { execa } from "execa";
import { describe, expect, test } from "vitest";
import { isInside } from "../../src/model/time.js";
import { listProcesses } from "../../src/processes/process-list.js";
import { readResults } from "../../src/records/results-reader.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, startTokwatt, tokwatt, tokwattCommand } from "./tokwatt-command.js";

const KINDS = fixture("workers/kinds.yaml");
const LASTING = fixture("workers/lasting.yaml");

async function recordsIn(results: string) {
  return [...(await readResults(results)).runs.values()];
}

async function onlyRecord(results: string) {
  const [record, ...others] = await recordsIn(results);
  if (record === undefined || others.length > 0) throw new Error("there is not just one record");
  return record;
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  while (!(await isSo())) await new Promise((resolve) => setTimeout(resolve, 20));
}

/** Processes that the command has started, and that they have started. */
async function childrenOf(pid: number): Promise<readonly number[]> {
  return (await listProcesses()).filter(({ parentPid }) => parentPid === pid).map((child) => child.pid);
}

async function isLiving(pids: readonly number[]): Promise<boolean> {
  return (await listProcesses()).some(({ pid }) => pids.includes(pid));
}

/** Starts a load that lasts a minute, on so many workers, and waits until each of them has recorded something. */
async function startLasting(workers: number) {
  const results = await temporaryFolder();
  const child = startTokwatt(["run", LASTING, "--results", results, "--workers", String(workers)]);
  await until(async () => {
    if (child.exitCode !== null) throw new Error((await child).stderr);
    const shards = await readdir(results, { recursive: true });
    const requests = shards.filter((name) => /requests\/client-\d+\.jsonl$/.test(name));
    const sizes = await Promise.all(requests.map(async (name) => (await stat(join(results, name))).size));
    return sizes.length === workers && sizes.every((size) => size > 0);
  });
  const pids = await childrenOf(child.pid ?? 0);
  expect(pids).toHaveLength(workers);
  return { results, child, pids };
}

describe.each([1, 3])("a load on %i workers", (workers) => {
  test("is one load: each request once, at one start, in shards that make one record", async () => {
    const results = await temporaryFolder();
    const { exitCode, err } = await tokwatt(["run", KINDS, "--results", results, "--workers", String(workers)]);
    expect([exitCode, err]).toEqual([0, expect.stringContaining("[3/3]")]);
    const aliases = Array.from({ length: workers }, (_, worker) => `client-${worker + 1}`);
    for (const { manifest, requests, tokenEvents, findings } of await recordsIn(results)) {
      expect(manifest.state).toBe("complete");
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      expect(manifest.shards.map(({ alias }) => alias)).toEqual(["client", ...aliases]);
      expect(Object.keys(manifest.files).filter((name) => name.startsWith("requests/"))).toEqual(
        aliases.map((alias) => `requests/${alias}.jsonl`),
      );
      expect(new Set(requests.map(({ index }) => index)).size).toBe(requests.length);
      expect(tokenEvents.map(({ request }) => request).sort()).toEqual(requests.map(({ index }) => index).sort());

      const { client, windows } = manifest;
      expect(client?.workers?.map(({ alias }) => alias)).toEqual(aliases);
      for (const { receiveLag, eventLoopDelay, cpuShare } of client?.workers ?? []) {
        // Fifty probes a second over a window of at least half a second.
        expect(receiveLag.count).toBeGreaterThan(5);
        expect(receiveLag.p50Ms).toBeGreaterThan(0);
        expect(eventLoopDelay.count).toBeGreaterThan(0);
        expect(cpuShare).toBeGreaterThan(0);
      }
      const measured = requests.filter(({ phase }) => phase === "measure");
      expect(client?.requestsDue).toBe(measured.length);
      const window = windows?.measure ?? { startNs: 0, endNs: 0 };
      const inWindow = tokenEvents.flatMap(({ timesNs }) => [...timesNs]).filter((atNs) => isInside(window, atNs));
      expect((client?.eventsPerSecond ?? 0) * ((window.endNs - window.startNs) / 1e9)).toBeCloseTo(inWindow.length, -1);
      if (manifest.trial.workloadId === "batch") {
        expect(measured.map(({ index }) => index).sort((a, b) => a - b)).toEqual(
          Array.from({ length: 40 }, (_, i) => i),
        );
        expect(new Set(measured.map(({ scheduledNs }) => scheduledNs))).toEqual(new Set([window.startNs]));
        expect(window.endNs).toBe(Math.max(...measured.map(({ lastTokenNs }) => lastTokenNs ?? 0)) + 1);
      }
      if (manifest.trial.workloadId === "open") {
        const indices = requests.map(({ index }) => index).sort((a, b) => a - b);
        expect(indices).toEqual(Array.from(indices.keys()));
        expect(client?.scheduleLateness.count).toBe(measured.length);
        expect(client?.largestBacklog).toBeGreaterThan(0);
      }
      if (manifest.trial.workloadId === "closed") {
        const firsts = requests.filter(({ index }) => index < 7).map(({ scheduledNs }) => scheduledNs);
        expect(new Set(firsts)).toEqual(new Set([windows?.warmUp.startNs]));
      }
    }
  });
});

test("the same list is sent on any number of workers", async () => {
  const sent = async (workers: number) => {
    const results = await temporaryFolder();
    await tokwatt(["run", KINDS, "--results", results, "--workers", String(workers)]);
    const record = (await recordsIn(results)).find(({ manifest }) => manifest.trial.workloadId === "open");
    const startNs = record?.manifest.windows?.warmUp.startNs ?? 0;
    const list = record?.requests.map(({ index, scheduledNs, requestedOutputTokens }) => {
      return [index, scheduledNs - startNs, requestedOutputTokens] as const;
    });
    return list?.sort(([one], [other]) => one - other);
  };
  expect(await sent(2)).toEqual(await sent(1));
});

describe("a worker that is killed", () => {
  test("fails the run by name, ends the others, and leaves what they and it had seen", async () => {
    const { results, child, pids } = await startLasting(3);
    process.kill(pids[1] ?? 0, "SIGKILL");
    const { exitCode, stderr } = await child;
    expect(exitCode).toBe(3);
    expect(stderr).toMatch(/worker client-\d died during the run \(SIGKILL\)/);
    expect(await isLiving(pids)).toBe(false);
    const record = await onlyRecord(results);
    expect(record.manifest).toMatchObject({
      state: "failed",
      failure: { code: "worker-died", data: { outcome: "SIGKILL" } },
    });
    expect(record.manifest.shards).toHaveLength(4);
    const seen = new Set(record.requests.map(({ index }) => (index % 12) % 3));
    expect([...seen].sort()).toEqual([0, 1, 2]);
    const cutOff = ["record-truncated", "token-events-truncated"];
    expect(record.findings.filter(({ code, severity }) => severity === "error" && !cutOff.includes(code))).toEqual([]);
  });
});

describe("a command that is killed", () => {
  test("leaves no worker behind, and a record of what was seen until then", async () => {
    const { results, child, pids } = await startLasting(2);
    child.kill("SIGKILL");
    await child;
    await until(async () => !(await isLiving(pids)));
    const record = await onlyRecord(results);
    expect(record.manifest.state).toBe("running");
    expect(new Set(record.requests.map(({ index }) => (index % 12) % 2))).toEqual(new Set([0, 1]));
    // Workers cut their requests and close their files: nothing is torn.
    expect(record.requests.some(({ status }) => status !== "ok")).toBe(true);
    expect(record.findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });
});

describe("an interruption", () => {
  test("reaches the workers, whose requests are cut and kept", async () => {
    const { results, child, pids } = await startLasting(3);
    child.kill("SIGINT");
    expect((await child).exitCode).toBe(130);
    expect(await isLiving(pids)).toBe(false);
    const { manifest, requests, findings } = await onlyRecord(results);
    expect(manifest).toMatchObject({ state: "interrupted", failure: { code: "interrupted" } });
    expect(requests.filter(({ status }) => status === "cut")).toHaveLength(12);
    expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
  });

  test("of the whole process group is one as well: a terminal sends Ctrl-C to everybody", async () => {
    const { results, child, pids } = await startLasting(2);
    for (const pid of [...pids, child.pid ?? 0]) process.kill(pid, "SIGINT");
    expect((await child).exitCode).toBe(130);
    expect((await onlyRecord(results)).manifest.state).toBe("interrupted");
  });
});

describe("a disk that takes no more", () => {
  test("fails the run with the file that could not be written, and keeps what stood in it", async () => {
    const results = await temporaryFolder();
    const words = tokwattCommand(["run", LASTING, "--results", results, "--workers", "2"]);
    // 48 KiB a file.
    const limited = ["-c", 'ulimit -f 48 && exec "$@"', "sh", ...words];
    const { exitCode, stderr } = await execa("sh", limited, { reject: false, env: { LC_ALL: "C" } });
    expect(exitCode).toBe(3);
    const { manifest, requests } = await onlyRecord(results);
    expect(manifest).toMatchObject({
      state: "failed",
      failure: { code: "record-write-failed", data: { error: "EFBIG" } },
    });
    expect(manifest.failure?.data["file"]).toMatch(/\/requests\/client-[12]\.jsonl$/);
    expect(stderr).toContain("EFBIG");
    expect(requests.length).toBeGreaterThan(50);
  });
});

describe("--workers", () => {
  test.each(["0", "1.5", "many", "-2"])("refuses %s", async (workers) => {
    const { exitCode, err } = await tokwatt(["run", KINDS, "--workers", workers]);
    expect([exitCode, err]).toEqual([2, expect.stringContaining("--workers takes a whole number of at least 1")]);
  });
});
