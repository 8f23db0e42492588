import { chmod, mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const PROGRAM = fileURLToPath(new URL("fixtures/training/fake-slurm.mjs", import.meta.url));
const COMMANDS = ["sbatch", "scontrol", "squeue", "scancel", "sacct", "srun"];

/** Puts the commands of a Slurm with one node into a folder. Its jobs outlive whoever hands them in. */
export async function createFakeSlurm(folder: string) {
  const bin = join(folder, "bin");
  const state = join(folder, "slurm");
  await mkdir(bin, { recursive: true });
  await mkdir(state, { recursive: true });
  for (const command of COMMANDS) {
    const file = join(bin, command);
    await writeFile(file, `#!/bin/sh\nexec '${process.execPath}' '${PROGRAM}' ${command} "$@"\n`);
    await chmod(file, 0o755);
  }
  return {
    environment: { PATH: `${bin}:${process.env["PATH"] ?? ""}`, FAKE_SLURM: state },
    state,
  };
}
