import { mkdtemp, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it } from "vitest";
import { processorWaitSeconds } from "../../src/load/processor-wait.js";

async function schedstat(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), "tokwatt-")), "schedstat");
  await writeFile(path, text);
  return path;
}

it("reads the second number of a schedstat, nanoseconds on a run queue", async () => {
  expect(processorWaitSeconds(await schedstat("341574723 97021574 1620\n"))).toBe(0.097021574);
});

it("says nothing where the system does not", async () => {
  expect(processorWaitSeconds("/nowhere/schedstat")).toBeUndefined();
  expect(processorWaitSeconds(await schedstat(""))).toBeUndefined();
  expect(processorWaitSeconds(await schedstat("1 x 3"))).toBeUndefined();
});

it.runIf(process.platform === "linux")("never falls", () => {
  const before = processorWaitSeconds() ?? 0;
  expect(processorWaitSeconds() ?? 0).toBeGreaterThanOrEqual(before);
});
