import { mkdtemp, readFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const UP = fileURLToPath(new URL("../../../scripts/slurm/up.sh", import.meta.url));
const DOWN = fileURLToPath(new URL("../../../scripts/slurm/down.sh", import.meta.url));
const START_TIMEOUT_MS = 10 * 60_000;

export interface StartedSlurm {
  readonly available: true;
  /** With SLURM_CONF, for the commands of this cluster. */
  readonly environment: Readonly<Record<string, string>>;
  /** Runs one of Slurm's commands; what it printed. Throws when it fails. */
  command(...words: readonly [string, ...string[]]): Promise<string>;
  /** Number of a daemon's process: `slurmctld`, `slurmd-n3`. */
  pidOf(daemon: string): Promise<number>;
  /** Starts again what of the cluster is not running, and waits until all nodes are up. */
  repair(): Promise<void>;
  close(): Promise<void>;
}

export type PreparedSlurm = StartedSlurm | { readonly available: false; readonly reason: string };

/**
 * Starts a Slurm of four nodes for one test file. Where it must be had (`TOKWATT_REAL=required`) or may be installed
 * (`TOKWATT_SLURM=install`), and this is root, Debian's packages are installed; elsewhere what is there is taken.
 */
export async function startSlurm({ accounting }: { readonly accounting: boolean }): Promise<PreparedSlurm> {
  if (process.platform !== "linux") return { available: false, reason: "slurmd runs on Linux only" };
  const home = await mkdtemp(join(tmpdir(), "slurm-"));
  // Below the ports that the system hands out, and apart from those of another run.
  const port = 30_000 + (process.pid % 150) * 16;
  const environment = { PATH: `${process.env["PATH"]}:/usr/sbin:/sbin`, SLURM_CONF: join(home, "slurm.conf") };
  const options = {
    env: { TOKWATT_SLURM_HOME: home, TOKWATT_SLURM_PORT: String(port) },
    stdin: "ignore",
    timeout: START_TIMEOUT_MS,
  } as const;
  const { TOKWATT_REAL, TOKWATT_SLURM } = process.env;
  const mayInstall = (TOKWATT_REAL === "required" || TOKWATT_SLURM === "install") && process.getuid?.() === 0;
  const words = [...(accounting ? ["--accounting"] : []), ...(mayInstall ? ["--install"] : [])];
  const up = await execa(UP, words, { ...options, reject: false });
  const close = async (): Promise<void> => {
    await execa(DOWN, [], options);
  };
  if (up.failed) {
    const reason = up.stderr.split("\n").at(-1) ?? "";
    process.stderr.write(`slurm: not available: ${reason}\n`);
    await close();
    return { available: false, reason };
  }
  return {
    available: true,
    environment,
    command: async (file, ...args) => (await execa(file, args, { env: environment, extendEnv: false })).stdout,
    pidOf: async (daemon) => Number(await readFile(join(home, "pids", daemon), "utf8")),
    repair: async () => {
      await execa(UP, accounting ? ["--accounting"] : [], options);
    },
    close,
  };
}
