import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { contentEventsOf } from "../../src/model/event-tokens.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { readResults } from "../../src/records/results-reader.js";
import { type PreparedVllm, prepareVllm } from "./engine/prepare-vllm.js";
import { type ProcessCensus, takeCensus } from "./engine/process-census.js";
import { type EndedRun, startTokwattRun } from "./engine/tokwatt-run.js";

/**
 * One execution of two runs, each with a server of its own; that of the second is killed as soon as requests of its
 * measured phase have ended. All that is seen of it is gathered here, as a start takes a minute or more.
 */
interface Execution {
  readonly ended: EndedRun;
  readonly census: ProcessCensus;
  readonly killedPid: number;
  readonly runs: readonly RunRecord[];
  readonly ledgerFindings: readonly unknown[];
}

let engine: PreparedVllm;
let folder = "";
let execution: Execution;

beforeAll(async () => {
  engine = await prepareVllm();
  if (!engine.available) return;
  folder = await mkdtemp(join(tmpdir(), "tokwatt-real-"));
  const command = startTokwattRun("restart", folder, engine.environment);
  const census = takeCensus(command.pid);
  try {
    await command.measuredRequest(1);
    const killedPid = apiServers(census).at(-1)?.pid ?? Number.NaN;
    process.kill(killedPid, "SIGKILL");
    const ended = await command.ended;
    const { runs, ledgerFindings } = await readResults(folder);
    execution = { ended, census, killedPid, runs: [...runs.values()], ledgerFindings };
  } finally {
    census.stop();
  }
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

beforeEach(({ skip }) => {
  if (!engine.available) skip(engine.reason);
});

describe("two runs, each with a real vLLM of its own, the second of which is killed", () => {
  test("the command ends with 3 and says what happened", () => {
    expect(execution.ended.exitCode).toBe(3);
    expect(execution.ended.stderr).toContain("SIGKILL");
  });

  test("the second run had another server process, started after the first had ended", () => {
    const servers = apiServers(execution.census);
    expect(servers.map(({ pid }) => pid)).toEqual([expect.any(Number), execution.killedPid]);
    expect(servers[0]?.pid).not.toBe(execution.killedPid);
    const [first, second] = execution.runs.map(({ manifest }) => manifest);
    expect(Number(servers[1]?.startedAt)).toBeGreaterThan(Number(servers[0]?.startedAt));
    expect(Date.parse(second?.startedAt ?? "")).toBeGreaterThanOrEqual(Date.parse(first?.endedAt ?? ""));
  });

  test("the first run is complete", () => {
    const [first] = execution.runs;
    expect(first?.manifest).toMatchObject({ state: "complete", description: { serverVersion: "0.32.0" } });
    expect(first?.requests.every(({ status }) => status === "ok")).toBe(true);
    expect(first?.findings).toEqual([]);
  });

  test("the second one is failed, with the reason, and keeps what there was until then", () => {
    const second = execution.runs[1];
    expect(second?.manifest).toMatchObject({
      state: "failed",
      failure: { code: "server-died", severity: "error", data: { outcome: "SIGKILL" } },
    });
    expect(second?.manifest.windows).toBeUndefined();
    const requests = second?.requests ?? [];
    expect(requests.filter(({ status, phase }) => status === "ok" && phase === "measure")).not.toEqual([]);
    // What was under way when the server died broke off, or never got a connection.
    const failures = new Set(requests.flatMap(({ failure }) => failure?.kind ?? []));
    expect([...failures].filter((kind) => kind !== "broken-stream" && kind !== "connect")).toEqual([]);
    expect(failures.size).toBeGreaterThan(0);
  });

  test("both records are whole: every event of every request is there, and nothing is damaged", () => {
    expect(execution.runs).toHaveLength(2);
    expect(execution.ledgerFindings).toEqual([]);
    for (const { requests, tokenEvents, findings } of execution.runs) {
      expect(findings.filter(({ severity }) => severity === "error")).toEqual([]);
      const kept = new Map(tokenEvents.map((all) => [all.request, contentEventsOf(all).timesNs.length]));
      expect(requests.map(({ index }) => kept.get(index) ?? 0)).toEqual(requests.map((sample) => sample.contentEvents));
    }
  });

  test("no process of either server is left", async () => {
    expect(execution.census.seen().filter(({ commandLine }) => commandLine.startsWith("VLLM::"))).toHaveLength(4);
    expect(await execution.census.alive()).toEqual([]);
  });
});

/** The servers themselves; the engines that they start have other names. */
function apiServers(census: ProcessCensus) {
  return census.seen().filter(({ commandLine }) => commandLine.includes("-m vllm.entrypoints.openai.api_server"));
}
