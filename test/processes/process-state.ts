import { readFile } from "node:fs/promises";

/** Of a process, by its state letter (man 5 proc): `T` is stopped, `Z` waits to be asked how it ended. */
export async function processState(pid: number): Promise<"gone" | "held" | "runs"> {
  const stat = await readFile(`/proc/${pid}/stat`, "latin1").catch(() => ") Z");
  const letter = stat.slice(stat.lastIndexOf(")") + 2)[0];
  return letter === "Z" ? "gone" : letter === "T" ? "held" : "runs";
}

/** Prints its pid and that of a child in a session of its own, as torchrun starts its workers, and then waits. */
export const TWO_PROCESSES = `
  const { spawn } = require("node:child_process");
  const child = spawn(process.execPath, ["-e", "setInterval(() => {}, 1e6)"], { stdio: "ignore", detached: true });
  console.log("pids " + process.pid + " " + child.pid);
  process.on("SIGTERM", () => { console.log("asked"); process.exit(7); });
  setInterval(() => {}, 1e6);`;

/** The pids in what it has printed. */
export function pidsIn(text: string): readonly number[] {
  return /pids (\d+) (\d+)\n/.exec(text)?.slice(1).map(Number) ?? [];
}
