import { randomUUID } from "node:crypto";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { execa } from "execa";
import { type Clock, sleepUntil } from "../contract/clock.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import { NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { killGroupNow, type ProcessTree, stopProcessTree, TREE_VARIABLE } from "./process-tree.js";

export interface CommandOptions {
  /** Program and arguments; no shell reads them. */
  readonly command: readonly [string, ...string[]];
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly clock: Clock;
  /** Gets every line that the command and its children print, on either stream. */
  readonly log: (line: string) => void;
}

/** A command that tokwatt started, as a process group of its own. */
export interface RunningCommand {
  /** Resolves when the process itself has ended, or could not be started, with how: `exit 1`, `SIGKILL`, `ENOENT`. */
  readonly exited: Promise<string>;
  /** The last lines that were printed. */
  lastLines(): string;
  /**
   * Ends the whole process tree: SIGTERM, then SIGKILL to what is left after `graceSeconds`.
   *
   * @throws MeasurementError when something survives even that
   */
  stop(graceSeconds: number): Promise<void>;
}

const LINES_KEPT = 20;
const LINE_LENGTH_KEPT = 300;

/** How long after the end of a process its last words may still be on their way; children may hold its pipes for good. */
const LAST_WORDS_NS = 500 * NS_PER_MILLISECOND;

/** Starts a command. Never throws: what cannot be started has `exited`. */
export function startCommand(options: CommandOptions): RunningCommand {
  const { command, environment, clock } = options;
  const [file, ...args] = command;
  const treeId = randomUUID();
  const subprocess = execa(file, args, {
    env: { ...environment, [TREE_VARIABLE]: treeId },
    extendEnv: false,
    detached: true,
    cleanup: false,
    reject: false,
    buffer: false,
    stdin: "ignore",
  });
  const tree: ProcessTree | undefined = subprocess.pid === undefined ? undefined : { rootPid: subprocess.pid, treeId };
  const lines = keepLastLines(options.log);
  for (const stream of [subprocess.stdout, subprocess.stderr]) followLines(stream, lines.add);

  const closed = new Promise<void>((resolve) => subprocess.once("close", () => resolve()));
  const ended = new Promise<string>((resolve) => {
    subprocess.once("exit", (code, signal) => resolve(signal ?? `exit ${code}`));
    // A command that could not be started emits no exit; its result says why.
    void subprocess.then((result) => resolve(result.code ?? result.signal ?? `exit ${result.exitCode}`));
  });
  const exited = ended.then(async (outcome) => {
    const enough = new AbortController();
    const lastWords = sleepUntil(clock, clock.nowNs() + LAST_WORDS_NS, enough.signal, LAST_WORDS_NS);
    if (tree !== undefined) await Promise.race([closed, lastWords]);
    enough.abort();
    return outcome;
  });

  const killOnExit = (): void => {
    if (tree !== undefined) killGroupNow(tree);
  };
  process.once("exit", killOnExit);
  return {
    exited,
    lastLines: lines.text,
    stop: async (graceSeconds) => {
      const left = tree === undefined ? [] : await stopProcessTree(tree, graceSeconds * NS_PER_SECOND, clock);
      process.off("exit", killOnExit);
      subprocess.stdout.destroy();
      subprocess.stderr.destroy();
      if (left.length === 0) return;
      const pids = left.map(({ pid }) => pid).join(", ");
      throw new MeasurementError(failure("processes-not-stopped", { command: file, pids }));
    },
  };
}

function keepLastLines(log: (line: string) => void): {
  readonly add: (line: string) => void;
  readonly text: () => string;
} {
  const kept: string[] = [];
  return {
    add: (line) => {
      log(line);
      kept.push(line.slice(0, LINE_LENGTH_KEPT));
      if (kept.length > LINES_KEPT) kept.shift();
    },
    text: () => kept.join("\n"),
  };
}

function followLines(stream: Readable, add: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on("line", add);
}
