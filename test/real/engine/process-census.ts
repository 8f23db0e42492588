import { readFile } from "node:fs/promises";
import { type ListedProcess, listProcesses } from "../../../src/processes/process-list.js";

const INTERVAL_MS = 100;

/** A process with its command line as it was last seen; arguments are separated by spaces. */
export interface SeenProcess extends ListedProcess {
  readonly commandLine: string;
}

/** Keeps a list of all processes that descend from one. */
export interface ProcessCensus {
  /** In the order in which they were first seen. */
  seen(): readonly SeenProcess[];
  /** Those that live now, with whoever else is in a group of theirs. */
  alive(): Promise<readonly ListedProcess[]>;
  stop(): void;
}

/**
 * Looks ten times a second, so that a process whose parent has died is still known. It relies on parents and groups alone:
 * nothing that tokwatt itself uses to find what it has to end.
 */
export function takeCensus(rootPid: number): ProcessCensus {
  const known = new Map<string, SeenProcess>();
  let isStopped = false;

  const members = async (): Promise<readonly ListedProcess[]> => {
    const processes = await listProcesses();
    const ownGroup = processes.find(({ pid }) => pid === process.pid)?.groupId;
    const groups = new Set([...known.values()].map(({ groupId }) => groupId).filter((group) => group !== ownGroup));
    const found = new Map<number, ListedProcess>();
    for (const listed of processes) {
      if (listed.pid === rootPid) continue;
      const isMember = listed.parentPid === rootPid || groups.has(listed.groupId) || known.has(nameOf(listed));
      if (isMember) found.set(listed.pid, listed);
    }
    for (let size = -1; size !== found.size; ) {
      size = found.size;
      for (const listed of processes) if (found.has(listed.parentPid)) found.set(listed.pid, listed);
    }
    return [...found.values()];
  };

  const look = async (): Promise<void> => {
    for (const listed of await members()) {
      // Read again each time: a process begins with the command line of its parent, may rename itself, and ends with none.
      const commandLine = (await commandLineOf(listed.pid)) || known.get(nameOf(listed))?.commandLine;
      known.set(nameOf(listed), { ...listed, commandLine: commandLine ?? "" });
    }
    if (!isStopped) setTimeout(() => void look(), INTERVAL_MS);
  };
  void look();

  return {
    seen: () => [...known.values()],
    alive: members,
    stop: () => {
      isStopped = true;
    },
  };
}

/** A pid is given again some day; with the time of its start it is not. */
function nameOf({ pid, startedAt }: ListedProcess): string {
  return `${pid} ${startedAt}`;
}

async function commandLineOf(pid: number): Promise<string> {
  const line = await readFile(`/proc/${pid}/cmdline`, "latin1").catch(() => "");
  return line.replaceAll("\0", " ").trim();
}
