import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { failure } from "../../../src/model/finding.js";
import { readRawLogs } from "../../../src/records/raw-log-reader.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { executeTraining } from "./executed-training.js";

describe("a job on this machine", () => {
  it("leaves a complete, verified record, and nothing of its own files", async () => {
    const resultsDir = await temporaryFolder();
    const heard: string[] = [];
    const { record, results } = await executeTraining({
      resultsDir,
      // biome-ignore lint/suspicious/noTemplateCurlyInString: figures of the workload
      words: ["${totalSteps}", "30", "exit-0", "${sequenceLength}"],
      log: (line) => heard.push(line),
    });
    const { manifest, steps, findings } = record;
    expect(findings).toEqual([]);
    expect(manifest).toMatchObject({
      state: "complete",
      training: { launcher: "local", logs: "tokwatt", stamps: "read", nodes: ["node-1"], nodeCount: 1, units: 2 },
    });
    expect(manifest.training?.ticket).toBeUndefined();
    expect(steps.map(({ step, tokens }) => [step, tokens])).toEqual([1, 2, 3, 4, 5, 6, 7, 8].map((step) => [step, 32]));
    const { windows } = manifest;
    expect(windows?.measure).toEqual({ startNs: steps[1]?.atNs, endNs: steps[7]?.atNs });
    expect(results.ledgerFindings).toEqual([]);
    expect((await readdir(resultsDir)).sort()).toEqual(["ledger.jsonl", manifest.runId]);
    expect(heard).toHaveLength(9);
  });

  it("that fails leaves its steps, its last words and its own files", async () => {
    const resultsDir = await temporaryFolder();
    const { record } = await executeTraining({ resultsDir, words: ["3", "10", "exit-3"] });
    const { manifest, steps } = record;
    expect(manifest).toMatchObject({ state: "failed", failure: failure("job-failed", { detail: "exit 3", steps: 3 }) });
    expect(manifest.windows).toBeUndefined();
    expect(steps).toHaveLength(3);
    const { logs } = await readRawLogs(join(resultsDir, manifest.runId));
    const [log] = logs;
    expect(log?.entries.at(-1)?.text).toBe("RuntimeError: out of luck");
    expect(await readdir(join(resultsDir, ".jobs", manifest.runId))).toContain("job-output.log");
  });

  it("with fewer steps than asked has failed", async () => {
    const { record } = await executeTraining({ resultsDir: await temporaryFolder(), words: ["7", "10"] });
    expect(record.manifest).toMatchObject({ state: "failed", failure: { code: "too-few-steps", data: { made: 7 } } });
  });

  it("of another shape than asked says so as an error", async () => {
    const resultsDir = await temporaryFolder();
    const { record, findings } = await executeTraining({ resultsDir, words: ["8", "20", "exit-0", "16"] });
    const wrong = failure("job-not-as-asked", { what: "sequence-length", asked: 8, said: 16 });
    expect(record.manifest.state).toBe("complete");
    expect(record.findings).toEqual([wrong]);
    expect(findings).toEqual([wrong]);
  });

  it("is ended with all its processes where the user stops it", async () => {
    const stop = new AbortController();
    const { record } = await executeTraining({
      resultsDir: await temporaryFolder(),
      words: ["2", "10", "hang"],
      signal: stop.signal,
      log: (line) => {
        if (line.includes('"step":2')) stop.abort();
      },
    });
    const { state, training } = record.manifest;
    expect(state).toBe("interrupted");
    // The launcher returns from the cancelling only when the process tree is gone.
    expect(training?.history.at(-1)).toMatchObject({ kind: "ended", detail: "cancelled: SIGTERM" });
    expect(record.steps).toHaveLength(2);
  });

  it("that cannot be started says which program there is not", async () => {
    const { record } = await executeTraining({
      resultsDir: await temporaryFolder(),
      job: { command: ["no-such-program-of-tokwatt"] },
    });
    expect(record.manifest).toMatchObject({ state: "failed", failure: { code: "job-failed", data: { steps: 0 } } });
    expect(record.manifest.failure?.data["detail"]).toContain("not found");
  });

  it("has no job where the system file names another workload", async () => {
    const { record } = await executeTraining({ resultsDir: await temporaryFolder(), job: { workload: "other" } });
    expect(record.manifest.failure).toEqual(failure("no-training-job", { system: "a", workload: "tiny" }));
  });

  it("that is slowed down stands still for as long as it owes, and is complete", async () => {
    const { record } = await executeTraining({
      resultsDir: await temporaryFolder(),
      words: ["8", "200"],
      slowdown: 0.3,
    });
    expect(record.manifest.state).toBe("complete");
    const [said] = record.findings;
    expect(said?.code).toBe("injected-slowdown");
    // What it came to is measured by the clock, and made up for where a hold was late.
    expect(said?.data["achieved"]).toBeGreaterThan(0.2);
    expect(said?.data["achieved"]).toBeLessThan(0.4);
  });

  it("is launched anew where its tokwatt was killed: it ended with it", async () => {
    const resultsDir = await temporaryFolder();
    const first = await executeTraining({ resultsDir, words: ["3", "10", "exit-3"] });
    const second = await executeTraining({ resultsDir, words: ["3", "10", "exit-3"], resume: true });
    expect(second.record.manifest.runId).toBe(`${first.record.manifest.runId}-attempt-2`);
    expect(second.record.manifest.training?.isReattached).toBeUndefined();
  });
});
