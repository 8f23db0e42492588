import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, tokwatt } from "./tokwatt-command.js";

async function trialsIn(results: string): Promise<number> {
  const ledger = await readFile(join(results, "ledger.jsonl"), "utf8");
  return ledger.trimEnd().split("\n").length;
}

describe("tokwatt run of a suite with a rule to stop", () => {
  test("ends a workload when its intervals are narrow, and finds nothing left to resume", async () => {
    const results = await temporaryFolder();
    const suite = fixture("adaptive/early.yaml");
    const { exitCode, out, err } = await tokwatt(["run", suite, "--results", results]);
    expect(exitCode).toBe(0);
    expect(err).toContain("early: trials to run: 10 to 40, about ");
    expect(err).toMatch(/short-training: enough after 5 runs of each system; .* above its ratio \(asked for: 90 %\)/);
    expect(await trialsIn(results)).toBe(10);

    const again = await tokwatt(["run", suite, "--results", results, "--resume"]);
    expect([again.exitCode, again.out]).toEqual([0, out]);
    expect(again.err).toContain("Nothing was left to run.");
    expect(await trialsIn(results)).toBe(10);
  });

  test("runs the most and says so where they do not become narrow", async () => {
    const results = await temporaryFolder();
    const { exitCode, err } = await tokwatt(["run", fixture("adaptive/most.yaml"), "--results", results]);
    expect(exitCode).toBe(0);
    expect(err).toContain("most: trials to run: 10 to 12, about ");
    expect(err).toMatch(/short-training: 6 runs of each system were the most; .* \(asked for: 0.01 %\)/);
    expect(await trialsIn(results)).toBe(12);
  });
});
