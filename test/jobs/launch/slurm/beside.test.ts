import { chmod, readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { startBeside } from "../../../../src/jobs/launch/slurm/beside.js";
import { createMonotonicClock } from "../../../../src/load/monotonic-clock.js";
import { temporaryFolder } from "../../../records/temporary-folder.js";

/** Starts what an `srun` that is this shell script would start; its arguments are kept. */
async function beside(script: string, nodes: readonly string[]) {
  const folder = await temporaryFolder();
  const file = join(folder, "srun");
  await writeFile(file, `#!/bin/sh\nprintf '%s\\n' "$@" > ${folder}/arguments\n${script}\n`);
  await chmod(file, 0o755);
  const told: unknown[] = [];
  let left = nodes.length;
  let finish = (): void => {};
  const ended = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const tasks = startBeside(
    12,
    nodes,
    ["nvidia-smi", "-L"],
    {
      output: (node, bytes) => told.push([node, Buffer.from(bytes).toString()]),
      ended: (...end) => {
        told.push(end);
        left -= 1;
        if (left === 0) finish();
      },
    },
    { clock: createMonotonicClock(), environment: { PATH: `${folder}:${dirname(process.execPath)}:/usr/bin:/bin` } },
  );
  return { told, ended, tasks, words: async () => (await readFile(join(folder, "arguments"), "utf8")).split("\n") };
}

describe("commands beside a job of Slurm", () => {
  test("on one node: it is named, and its end comes after all that it printed", async () => {
    const script = `
      echo "0: slurmstepd: error: task_p_pre_launch: hint" >&2
      echo "0: env: 'nvidia-smi': No such file or directory" >&2
      echo "srun: error: n7: task 0: Exited with exit code 127" >&2
      sleep 0.2
      echo "0: late words"
      exit 127`;
    const { told, ended, words } = await beside(script, ["n7"]);
    await ended;
    expect(await words()).toEqual(
      expect.arrayContaining([
        "--jobid=12",
        "--overlap",
        "--nodelist=n7",
        "--nodes=1",
        "--ntasks=1",
        "nvidia-smi",
        "-L",
      ]),
    );
    expect(told).toEqual([
      ["n7", "late words\n"],
      ["n7", "exit 127", expect.stringMatching(/hint\nenv: 'nvidia-smi': No such file or directory$/)],
    ]);
  });

  test("on all nodes: none is named, and each end comes with the words of its own task", async () => {
    const script = `
      echo "1: no driver" >&2
      echo "srun: error: n2: task 1: Exited with exit code 9" >&2
      sleep 0.3
      echo "0: 12.5 W"`;
    const { told, ended, words } = await beside(script, ["n1", "n2"]);
    await ended;
    expect((await words()).filter((word) => word.startsWith("--node"))).toEqual(["--nodes=2"]);
    expect(told).toEqual([
      ["n2", "exit 9", "no driver"],
      ["n1", "12.5 W\n"],
      ["n1", "exit 0", ""],
    ]);
  });

  test("that srun cannot start: its own words", async () => {
    const script = `echo "srun: error: Unable to create step for job 12: Invalid account" >&2; exit 1`;
    const { told, ended } = await beside(script, ["n1"]);
    await ended;
    expect(told).toEqual([["n1", "exit 1", "srun: error: Unable to create step for job 12: Invalid account"]]);
  });

  test.each([
    ["srun: error: Unable to confirm allocation for job 12: Invalid job id specified", 1],
    ["srun: error: Unable to create step for job 12: Job/step already completing or completed", 1],
    ["srun: error: Slurm job 1 has expired", 1],
    ["srun: Check SLURM_JOB_ID environment variable. Expired or invalid job 1", 1],
    ["0: slurmstepd: error: *** STEP 12.3 ON n1 CANCELLED AT 2026-11-23T08:00:00 ***", 0],
  ])("that ends because its job is over is not said to have ended by itself: %s", async (words, status) => {
    const { told, ended } = await beside(`echo "${words}" >&2; exit ${status}`, ["n1"]);
    await ended;
    expect(told).toEqual([["n1", "job over", words.replace("0: ", "")]]);
  });
});
