import { appendFile, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { tailFile } from "../../../src/jobs/launch/tail-file.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { NS_PER_MILLISECOND } from "../../../src/model/time.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { recordJob } from "./recorded-job.js";

async function start() {
  const path = join(await temporaryFolder(), "job-output.log");
  const seen = recordJob();
  const tail = tailFile({
    path,
    clock: createMonotonicClock(),
    output: seen.output,
    intervalNs: 10 * NS_PER_MILLISECOND,
    settleNs: 50 * NS_PER_MILLISECOND,
  });
  return { path, seen, tail };
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
