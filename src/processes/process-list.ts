import { readdir, readFile } from "node:fs/promises";

export interface ListedProcess {
  readonly pid: number;
  readonly parentPid: number;
  readonly groupId: number;
  /** When it was started, in whatever form the system tells: with the pid it names a process for good. */
  readonly startedAt: string;
}

const PROCESS_FOLDER = "/proc";

/** All living processes, zombies left out: from `/proc` on Linux, elsewhere from `ps`. */
export async function listProcesses(): Promise<readonly ListedProcess[]> {
  if (process.platform !== "linux") return listWithPs();
  const pids = (await readdir(PROCESS_FOLDER)).filter((name) => /^\d+$/.test(name));
  const processes = await Promise.all(pids.map((pid) => readStat(Number(pid))));
  return processes.filter((listed) => listed !== undefined);
}

async function readStat(pid: number): Promise<ListedProcess | undefined> {
  try {
    return parseStat(await readFile(`${PROCESS_FOLDER}/${pid}/stat`, "latin1"));
  } catch {
    // It has ended since its name was listed.
    return undefined;
  }
}

/**
 * One line of `/proc/<pid>/stat` (man 5 proc): the name in parentheses may hold spaces and parentheses itself.
 *
 * @returns undefined for a zombie, which has ended and only waits to be asked how
 */
export function parseStat(line: string): ListedProcess | undefined {
  const nameEnd = line.lastIndexOf(")");
  const pid = Number.parseInt(line, 10);
  const [state, parentPid, groupId, ...rest] = line.slice(nameEnd + 2).split(" ");
  if (state === "Z" || state === "X") return undefined;
  // Field 22 counted from 1; `rest` begins with field 6.
  return { pid, parentPid: Number(parentPid), groupId: Number(groupId), startedAt: rest[16] ?? "" };
}

async function listWithPs(): Promise<readonly ListedProcess[]> {
  // Not needed on Linux, and every start of tokwatt would pay for it.
  const { execa } = await import("execa");
  const { stdout } = await execa("ps", ["-A", "-o", "pid=,ppid=,pgid=,stat=,lstart="]);
  return stdout.split("\n").flatMap((line) => parsePsLine(line) ?? []);
}

/** One line of `ps -o pid=,ppid=,pgid=,stat=,lstart=`. */
export function parsePsLine(line: string): ListedProcess | undefined {
  const [pid, parentPid, groupId, state, ...startedAt] = line.trim().split(/\s+/);
  if (state === undefined || state.startsWith("Z")) return undefined;
  return { pid: Number(pid), parentPid: Number(parentPid), groupId: Number(groupId), startedAt: startedAt.join(" ") };
}

/**
 * Whether a process was started with `NAME=value` in its environment. Only Linux tells, and only of one's own processes;
 * false wherever it cannot be known.
 */
export async function wasStartedWith(pid: number, name: string, value: string): Promise<boolean> {
  try {
    const environment = await readFile(`${PROCESS_FOLDER}/${pid}/environ`, "latin1");
    return environment.split("\0").includes(`${name}=${value}`);
  } catch {
    return false;
  }
}
