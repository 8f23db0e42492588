import { spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import type { Readable } from "node:stream";
import { type Clock, sleepUntil } from "../contract/clock.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import { NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { createTreeHolder, killGroupNow, type ProcessTree, stopProcessTree, TREE_VARIABLE } from "./process-tree.js";

export interface SpawnOptions {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly [string, ...string[]];
  /** The whole environment: nothing is inherited. The program is looked for on its `PATH`. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly clock: Clock;
}

/** A command that tokwatt started, as a process group of its own. Both streams must be read. */
export interface SpawnedTree {
  readonly stdout: Readable;
  readonly stderr: Readable;
  /**
   * Resolves when the process itself has ended and its last words were read, or when it could not be started, with how:
   * `exit 1`, `SIGKILL`, `ENOENT`.
   */
  readonly exited: Promise<string>;
  /**
   * Ends the whole process tree: SIGTERM, then SIGKILL to what is left after `graceSeconds`. May be called again.
   *
   * @throws MeasurementError when something survives even that
   */
  stop(graceSeconds: number): Promise<void>;
  /** Sends SIGSTOP to the whole process tree. Does nothing to one that has ended. */
  hold(): Promise<void>;
  /** Lets a tree that is held go on. */
  resume(): void;
  /** For a command that has exited: kills what it left in its group, without looking for more and without waiting. */
  sweep(): void;
}

/** How long after the end of a process its last words may still be on their way; children may hold its pipes for good. */
const LAST_WORDS_NS = 500 * NS_PER_MILLISECOND;

/** Trees that must not outlive this process. */
const living = new Set<ProcessTree>();

/** Starts a command. Never throws: what cannot be started has `exited`. */
export function spawnTree({ command, environment, clock }: SpawnOptions): SpawnedTree {
  const [file, ...args] = command;
  const treeId = randomUUID();
  const subprocess = spawn(file, args, {
    env: { ...environment, [TREE_VARIABLE]: treeId },
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
  });
  const tree: ProcessTree | undefined = subprocess.pid === undefined ? undefined : { rootPid: subprocess.pid, treeId };
  const closed = new Promise<void>((resolve) => subprocess.once("close", () => resolve()));
  const ended = new Promise<string>((resolve) => {
    subprocess.once("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
    // A command that could not be started emits no exit.
    subprocess.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
  });
  if (tree !== undefined) watch(tree);
  const holder = tree && createTreeHolder(tree, clock);
  let hasEnded = tree === undefined;
  void ended.then(() => {
    hasEnded = true;
  });
  const release = (): void => {
    if (tree !== undefined) unwatch(tree);
    subprocess.stdout.destroy();
    subprocess.stderr.destroy();
  };
  return {
    stdout: subprocess.stdout,
    stderr: subprocess.stderr,
    exited: ended.then(async (outcome) => {
      const enough = new AbortController();
      const lastWords = sleepUntil(clock, clock.nowNs() + LAST_WORDS_NS, enough.signal, LAST_WORDS_NS);
      if (tree !== undefined) await Promise.race([closed, lastWords]);
      enough.abort();
      return outcome;
    }),
    stop: async (graceSeconds) => {
      const left = tree === undefined ? [] : await stopProcessTree(tree, graceSeconds * NS_PER_SECOND, clock);
      release();
      if (left.length === 0) return;
      const pids = left.map(({ pid }) => pid).join(", ");
      throw new MeasurementError(failure("processes-not-stopped", { command: file, pids }));
    },
    hold: async () => {
      if (!hasEnded) await holder?.hold();
      // It may have ended while somebody looked for its processes: those that are left are to hear of their end.
      if (hasEnded) holder?.resume();
    },
    resume: () => holder?.resume(),
    sweep: () => {
      if (tree !== undefined) killGroupNow(tree);
      release();
    },
  };
}

function killLiving(): void {
  for (const tree of living) killGroupNow(tree);
}

function watch(tree: ProcessTree): void {
  if (living.size === 0) process.once("exit", killLiving);
  living.add(tree);
}

function unwatch(tree: ProcessTree): void {
  if (living.delete(tree) && living.size === 0) process.off("exit", killLiving);
}
