import { spawnSync } from "node:child_process";
import { availableParallelism } from "node:os";

/** Which processor the server has to itself and which one the client; undefined where they cannot be kept apart. */
export interface Cores {
  readonly server: number;
  readonly client: number;
}

/** Two processors of this machine, or why its figures are those of two processes that share what there is. */
export function chooseCores(): { readonly cores?: Cores; readonly note: string } {
  const count = availableParallelism();
  if (count < 2) return { note: "one core: client and server share it" };
  const { status } = spawnSync("taskset", ["-c", "0,1", "true"], { stdio: "ignore" });
  if (status !== 0) return { note: `${count} cores, no taskset: client and server on any of them` };
  return { cores: { server: 0, client: 1 }, note: `${count} cores: server on 0, client on 1` };
}
