import { mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { fixture, type Outcome, tokwatt } from "./tokwatt-command.js";

const SUITE = fixture("endpoints/suite.yaml");

describe("a system of three endpoints", () => {
  let results = "";
  let ran: Outcome;
  beforeAll(async () => {
    results = await mkdtemp(join(tmpdir(), "tokwatt-endpoints-"));
    ran = await tokwatt(["run", SUITE, "--results", results]);
  }, 120_000);
  afterAll(() => rm(results, { recursive: true, force: true }));

  const runsOf = async (systemId: string): Promise<readonly string[]> =>
    (await readdir(results)).filter((name) => name.includes(`-${systemId}--`)).map((name) => join(results, name));

  test("is run and compared as one system, with a table of each", async () => {
    expect(ran.err).toContain("[6/6]");
    expect([ran.exitCode, ran.err]).toMatchObject([0, expect.any(String)]);
    expect(ran.out).toContain("Endpoints of factory, each for itself");
    for (const name of ["endpoint-1", "endpoint-2", "endpoint-3", "all together"]) {
      expect(ran.out).toMatch(new RegExp(`^ *${name} .*\\d`, "m"));
    }
    expect(ran.out).not.toContain("Endpoints of single");
    expect(ran.out.replace(/\s+/g, " ")).toMatch(/load carried by the transport net \(processes: \d\)/);
    const json = JSON.parse((await tokwatt(["report", results, "--format", "json"])).out);
    expect(json.comparisons[0].endpoints).toMatchObject([{ systemId: "factory", endpoints: [{}, {}, {}] }]);
  });

  test.each([
    ["vllm", "vLLM bench serve", "vLLM ITL, p99 (ms)"],
    ["guidellm", "GuideLLM", "GuideLLM TPOT, median (ms)"],
    ["aiperf", "AIPerf", "AIPerf ICL, p99 (ms)"],
    ["mlperf", "MLPerf LoadGen", "MLPerf time per output token, mean (ms)"],
  ])("is read by the definitions of %s where they are asked for, and not judged by them", async (name, tool, row) => {
    const report = await tokwatt(["report", results, "--definitions", name]);
    // 3: a machine that is busy with something else makes the client degraded, and then no latency is compared.
    expect([0, 3]).toContain(report.exitCode);
    expect(report.out).toContain(`THESE ARE NOT TOKWATT'S OWN DEFINITIONS: latencies are taken as ${tool}`);
    expect(report.out).toContain(row);
    expect(report.out).not.toMatch(/ (better|worse|equivalent) /);
    const compared = await tokwatt(["compare", results, "--definitions", name, "--json"]);
    expect(JSON.parse(compared.out).comparisons[0]).toMatchObject({ definitions: { name } });
    expect(compared.exitCode).toBe(report.exitCode);
  });

  test("is written run by run in vLLM's form, which says that it is simulated", async () => {
    const [run = ""] = await runsOf("factory");
    const file = join(results, "vllm.json");
    const written = await tokwatt(["export", run, "--format", "vllm", "--output", file]);
    expect([written.exitCode, written.out]).toEqual([0, ""]);
    const result = JSON.parse(await readFile(file, "utf8"));
    expect(result).toMatchObject({ backend: "openai-chat", failed: 0, tokwatt_provenance: "simulated" });
    expect(result.completed).toBe(result.ttfts.length);
    // The mock sends the role at once and the first token after 20 ms; to vLLM's client the role is the first token.
    expect(result.mean_ttft_ms).toBeGreaterThan(0);
    expect(result.mean_ttft_ms).toBeLessThan(20);
    const shown = await tokwatt(["export", run]);
    expect(JSON.parse(shown.out)).toEqual(result);
  });
});

test("definitions that nobody knows, and a folder that is no run, are named with what there is", async () => {
  const unknown = await tokwatt(["compare", "results", "--definitions", "llmperf"]);
  expect(unknown.exitCode).toBe(2);
  expect(unknown.err).toContain("vllm");
  const nowhere = await tokwatt(["export", "benchmarks"]);
  expect(nowhere.exitCode).toBe(2);
  expect(nowhere.err).toContain("There is no run in the folder benchmarks.");
  expect((await tokwatt(["export", "benchmarks", "--lang", "zh"])).err).toContain("目录 benchmarks 中没有运行记录。");
});
