import { type Clock, sleepUntil } from "../contract/clock.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";
import { type ListedProcess, listProcesses, wasStartedWith } from "./process-list.js";

/** Variable that all processes of one tree inherit, those that left their group and their parent included. */
export const TREE_VARIABLE = "TOKWATT_PROCESS_TREE";

export interface ProcessTree {
  /** Process that leads a group of its own. */
  readonly rootPid: number;
  /** Value of `TREE_VARIABLE` in this tree. */
  readonly treeId: string;
}

const CHECK_INTERVAL_NS = 50 * NS_PER_MILLISECOND;

/** How long the kernel may take to carry out SIGKILL. */
const KILL_LIMIT_NS = 5000 * NS_PER_MILLISECOND;

/**
 * Ends a whole process tree: SIGTERM once to every process of it, SIGKILL to those that are left after `graceNs`.
 *
 * @returns processes that even SIGKILL did not end in five seconds
 */
export async function stopProcessTree(
  tree: ProcessTree,
  graceNs: Nanoseconds,
  clock: Clock,
): Promise<readonly ListedProcess[]> {
  const members = createMemberFinder(tree);
  const first = await members();
  signalGroup(tree, "SIGTERM");
  // A second SIGTERM makes many servers leave their requests at once, so group members get theirs with the group.
  for (const member of first) if (member.groupId !== tree.rootPid) signalProcess(member.pid, "SIGTERM");
  // One that is held hears of it only when it goes on.
  signalGroup(tree, "SIGCONT");
  for (const member of first) if (member.groupId !== tree.rootPid) signalProcess(member.pid, "SIGCONT");
  const left = await waitForEnd(members, clock, graceNs, () => undefined);
  if (left.length === 0) return left;
  // What was forked between two looks is found by the next one.
  return waitForEnd(members, clock, KILL_LIMIT_NS, (present) => {
    signalGroup(tree, "SIGKILL");
    for (const member of present) signalProcess(member.pid, "SIGKILL");
  });
}

/** Stops and continues a whole process tree. */
export interface TreeHolder {
  /** Sends SIGSTOP to every process of the tree. Resolves when all of it was sent. */
  hold(): Promise<void>;
  /** Sends SIGCONT to whatever was held. */
  resume(): void;
}

/** For how long a look at all processes of the machine is good: what starts later is mostly in a group that is known. */
const LOOK_LASTS_NS = 2000 * NS_PER_MILLISECOND;

/**
 * Holds a tree with those of its processes that lead groups of their own, as the workers of torchrun do. Whole groups are signalled
 * where their leader is of the tree, so that what they have started since the last look is held too.
 */
export function createTreeHolder(tree: ProcessTree, clock: Clock): TreeHolder {
  const members = createMemberFinder(tree);
  let targets: readonly number[] = [-tree.rootPid];
  let lookedNs: Nanoseconds | undefined;
  return {
    hold: async () => {
      if (lookedNs === undefined || clock.nowNs() - lookedNs >= LOOK_LASTS_NS) {
        targets = signalTargets(tree, await members());
        lookedNs = clock.nowNs();
      }
      for (const target of targets) signalProcess(target, "SIGSTOP");
    },
    resume: () => {
      for (const target of targets) signalProcess(target, "SIGCONT");
    },
  };
}

/** Groups (negative) and single processes that together are the tree, the root's group first. */
function signalTargets(tree: ProcessTree, members: readonly ListedProcess[]): readonly number[] {
  const leaders = new Set([
    tree.rootPid,
    ...members.filter(({ pid, groupId }) => pid === groupId).map(({ pid }) => pid),
  ]);
  const single = members.filter(({ groupId }) => !leaders.has(groupId));
  return [...[...leaders].map((pid) => -pid), ...single.map(({ pid }) => pid)];
}

/** Sends SIGKILL to the group of a tree without waiting for anything: for the moment in which this process ends itself. */
export function killGroupNow(tree: ProcessTree): void {
  signalGroup(tree, "SIGKILL");
}

async function waitForEnd(
  members: () => Promise<readonly ListedProcess[]>,
  clock: Clock,
  limitNs: Nanoseconds,
  whileThere: (present: readonly ListedProcess[]) => void,
): Promise<readonly ListedProcess[]> {
  const limitAtNs = clock.nowNs() + limitNs;
  for (;;) {
    const present = await members();
    if (present.length === 0 || clock.nowNs() >= limitAtNs) return present;
    whileThere(present);
    await sleepUntil(clock, clock.nowNs() + CHECK_INTERVAL_NS, undefined, CHECK_INTERVAL_NS);
  }
}

/**
 * Finds the living processes of a tree: the root's group, the descendants of the root, whoever carries the tree's
 * variable, and whoever was found before and lives on, with all descendants of these.
 */
function createMemberFinder(tree: ProcessTree): () => Promise<readonly ListedProcess[]> {
  const known = new Map<number, string>();
  return async () => {
    const processes = await listProcesses();
    const found = new Map<number, ListedProcess>();
    for (const listed of processes) {
      const isMember =
        listed.groupId === tree.rootPid ||
        known.get(listed.pid) === listed.startedAt ||
        (await wasStartedWith(listed.pid, TREE_VARIABLE, tree.treeId));
      if (isMember) found.set(listed.pid, listed);
    }
    addDescendants(found, processes);
    for (const { pid, startedAt } of found.values()) known.set(pid, startedAt);
    return [...found.values()];
  };
}

function addDescendants(found: Map<number, ListedProcess>, processes: readonly ListedProcess[]): void {
  for (let size = -1; size !== found.size; ) {
    size = found.size;
    for (const listed of processes) if (found.has(listed.parentPid)) found.set(listed.pid, listed);
  }
}

function signalGroup(tree: ProcessTree, signal: NodeJS.Signals): void {
  signalProcess(-tree.rootPid, signal);
}

function signalProcess(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch (error) {
    // ESRCH: it has ended in the meantime. EPERM: it is not ours to end, and will be named as left.
    if (!(error instanceof Error && "code" in error && ["ESRCH", "EPERM"].includes(String(error.code)))) throw error;
  }
}
