import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tailFile } from "../../../src/jobs/launch/tail-file.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { NS_PER_MILLISECOND } from "../../../src/model/time.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { recordJob } from "./recorded-job.js";

/** @param before what stands in the file before it is followed */
async function start(before?: string) {
  const path = join(await temporaryFolder(), "job-output.log");
  const seen = recordJob();
  const withins: number[] = [];
  if (before !== undefined) await writeFile(path, before);
  const tail = tailFile({
    path,
    clock: createMonotonicClock(),
    output: (bytes, atNs, withinNs) => {
      withins.push(withinNs);
      seen.output(bytes, atNs, withinNs);
    },
    intervalNs: 10 * NS_PER_MILLISECOND,
    settleNs: 50 * NS_PER_MILLISECOND,
  });
  return { path, seen, tail, withins };
}

describe("tailFile", () => {
  test("hands over what is written while it is written, and the rest at the end", async () => {
    const { path, seen, tail } = await start();
    await writeFile(path, "one\n");
    await seen.printed("one\n");
    await appendFile(path, "two\n");
    await seen.printed("two\n");
    await appendFile(path, "three");
    await tail.finish();
    expect(seen.text()).toBe("one\ntwo\nthree");
  });

  test("says within which time before its reading a piece was written", async () => {
    const path = join(await temporaryFolder(), "job-output.log");
    let nowNs = 0;
    // Nothing happens between two looks but what this test does, and each look takes a second.
    const looks: (() => void)[] = [];
    const clock = {
      nowNs: () => nowNs,
      wallUnixMs: () => 0,
      schedule: (_atNs: number, callback: () => void) => {
        looks.push(callback);
        return () => {};
      },
    };
    const pieces: (readonly [string, number, number])[] = [];
    const tail = tailFile({
      path,
      clock,
      emptySinceNs: 0,
      output: (bytes, atNs, withinNs) => pieces.push([Buffer.from(bytes).toString(), atNs, withinNs]),
    });
    const lookAt = async (atNs: number): Promise<void> => {
      await expect.poll(() => looks.length).toBe(1);
      nowNs = atNs;
      looks.pop()?.();
      await expect.poll(() => looks.length).toBe(1);
    };
    await expect.poll(() => looks.length).toBe(1);
    // The file is not there at the first look, comes, stays, and grows.
    await writeFile(path, "one\n");
    await lookAt(10);
    await lookAt(20);
    await lookAt(30);
    await appendFile(path, "two\n");
    await lookAt(50);
    await tail.stop();
    expect(pieces).toEqual([
      ["one\n", 10, 10],
      ["two\n", 50, 20],
    ]);
  });

  test("of what was there before anybody looked, nobody knows when it was written", async () => {
    const { tail, withins, seen } = await start("one\n");
    await seen.printed("one\n");
    await tail.finish();
    expect(withins).toEqual([Number.MAX_SAFE_INTEGER]);
  });

  test("a file that never comes is no output", async () => {
    const { seen, tail } = await start();
    await tail.finish();
    expect(seen.text()).toBe("");
  });

  test("waits until what was written last has stayed as it is", async () => {
    const { path, seen, tail } = await start();
    await writeFile(path, "a");
    const finished = tail.finish();
    await seen.printed("a");
    await appendFile(path, "b");
    await finished;
    expect(seen.text()).toBe("ab");
  });

  test("begins anew with a file that was begun anew", async () => {
    const { path, seen, tail } = await start();
    await writeFile(path, "a long first start\n");
    await seen.printed("start\n");
    await writeFile(path, "again\n");
    await seen.printed("again\n");
    await tail.stop();
  });

  test("says so when the output cannot be read at the end", async () => {
    const { path, tail } = await start();
    await mkdir(path);
    await expect(tail.finish()).rejects.toMatchObject({
      finding: { code: "job-output-unreadable", data: { reason: "EISDIR" } },
    });
  });
});
