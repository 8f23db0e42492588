import { chmod, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { holdTasks } from "../../../../src/jobs/launch/slurm/hold-tasks.js";
import type { Answer } from "../../../../src/jobs/launch/slurm/slurm-answer.js";
import { createSlurmCommands } from "../../../../src/jobs/launch/slurm/slurm-commands.js";
import { createMonotonicClock } from "../../../../src/load/monotonic-clock.js";
import { createVirtualClock } from "../../../../src/simulation/virtual-clock.js";
import { temporaryFolder } from "../../../records/temporary-folder.js";
import { recordJob } from "../recorded-job.js";

const TAKEN = { kind: "answer", value: undefined } as const;
const AWAY = { kind: "no-answer", words: "Unable to contact slurm controller" } as const;

/** The holding of job 12, whose orders are answered in turn. */
function open(
  answers: readonly Answer<undefined>[],
  ended: Promise<never> | Promise<{ outcome: "completed"; detail: string }>,
) {
  const clock = createVirtualClock();
  const seen = recordJob();
  const orders: string[] = [];
  const followed = { ended, hasten: () => {} };
  const holding = holdTasks(
    { id: 12, followed, lostAfterSeconds: 60, clock, observer: seen },
    {
      signalTasks: async (id, signal) => {
        orders.push(`${signal} ${id}`);
        return answers[Math.min(orders.length, answers.length) - 1] ?? AWAY;
      },
    },
  );
  return { clock, seen, orders, holding };
}

const never = new Promise<never>(() => {});

describe("holdTasks", () => {
  test("stops the tasks and lets them go on", async () => {
    const { clock, orders, holding } = open([TAKEN], never);
    await clock.run(holding.hold());
    await clock.run(holding.resume());
    expect(orders).toEqual(["STOP 12", "CONT 12"]);
    expect(holding.shortestNs).toBe(1e9);
  });

  test("gives the order again where the controller is away: a job must not stand still for good", async () => {
    const { clock, seen, orders, holding } = open([AWAY, AWAY, TAKEN], never);
    await clock.run(holding.resume());
    expect(orders).toEqual(["CONT 12", "CONT 12", "CONT 12"]);
    expect(seen.findings.map(({ code }) => code)).toEqual(["scheduler-silent"]);
  });

  test("asks nothing more of a job that has ended", async () => {
    const { clock, orders, holding } = open([{ kind: "unknown-job" }], never);
    await clock.run(holding.resume());
    expect(orders).toHaveLength(1);
    const over = open([AWAY], Promise.resolve({ outcome: "completed", detail: "" }));
    await over.clock.run(over.holding.hold());
    expect(over.orders).toHaveLength(1);
  });

  test("says what Slurm says where it refuses", async () => {
    const { clock, holding } = open([{ kind: "refused", words: "Access denied" }], never);
    await expect(clock.run(holding.hold())).rejects.toMatchObject({
      finding: { code: "hold-refused", data: { job: "12", words: "Access denied" } },
    });
  });
});

test("a signal goes to the first step of the job, by scancel", async () => {
  const folder = await temporaryFolder();
  const asked = join(folder, "asked");
  await writeFile(join(folder, "scancel"), `#!/bin/sh\necho "$@" >> '${asked}'\n`);
  await chmod(join(folder, "scancel"), 0o755);
  const environment = { PATH: `${folder}:${process.env["PATH"]}` };
  const commands = createSlurmCommands({ clock: createMonotonicClock(), environment });
  expect(await commands.signalTasks(12, "STOP")).toEqual(TAKEN);
  expect(await commands.signalTasks(12, "CONT")).toEqual(TAKEN);
  expect(await readFile(asked, "utf8")).toBe("--signal=STOP 12.0\n--signal=CONT 12.0\n");
});
