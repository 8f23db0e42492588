import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { createJobLauncherRegistry } from "../../../src/jobs/launch/all.js";
import { attachLauncher } from "../../../src/jobs/launch/attach.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { recordJob } from "./recorded-job.js";

function attach(log: string, nodes: readonly string[] = []) {
  const seen = recordJob();
  const launcher = attachLauncher.create(attachLauncher.optionsSchema.parse({ log, nodes }), {
    clock: createMonotonicClock(),
    environment: {},
  });
  const request = {
    name: "test",
    command: ["false"] as const,
    environment: {},
    directory: "/",
    nodes: 1,
    keepIn: "/nowhere",
  };
  return { seen, launched: launcher.launch(request, seen) };
}

describe("the attach launcher", () => {
  test("reads a finished log from its beginning to its end", async () => {
    const log = join(await temporaryFolder(), "train.log");
    const text = "iteration 1\n".repeat(20_000);
    await writeFile(log, text);
    const { seen, launched } = attach(log, ["n1", "n2"]);
    expect(await (await launched).ended).toMatchObject({ outcome: "completed" });
    expect(seen.text()).toBe(text);
    expect(seen.events).toMatchObject([{ kind: "started", nodes: ["n1", "n2"] }, { kind: "ended" }]);
  });

  test("is of recorded jobs, whose log is a file and whose clock may be ahead of UTC", () => {
    expect(attachLauncher).toMatchObject({ isRecorded: true, files: ["log"] });
    const context = { clock: createMonotonicClock(), environment: {} };
    const offsetOf = (options: object) =>
      attachLauncher.create(attachLauncher.optionsSchema.parse({ log: "train.log", ...options }), context)
        .utcOffsetMinutes;
    expect(offsetOf({})).toBe(0);
    expect(offsetOf({ utcOffsetMinutes: -210 })).toBe(-210);
    for (const utcOffsetMinutes of [-721, 841, 1.5, "+08:00"]) expect(() => offsetOf({ utcOffsetMinutes })).toThrow();
  });

  test("names a log that is not there by its name alone", async () => {
    const { launched } = attach("/somewhere/private/train.log");
    await expect(launched).rejects.toMatchObject({ finding: { code: "job-log-missing", data: { file: "train.log" } } });
  });

  test("can be cancelled", async () => {
    const log = join(await temporaryFolder(), "train.log");
    await writeFile(log, "x".repeat(10_000_000));
    const { seen, launched } = attach(log);
    const job = await launched;
    await job.cancel();
    expect(await job.ended).toMatchObject({ outcome: "cancelled" });
    expect(seen.text().length).toBeLessThan(10_000_000);
  });
});

test("all launchers are registered by their names", () => {
  expect(createJobLauncherRegistry().entries.map(({ name }) => name)).toEqual(["local", "slurm", "attach"]);
});
