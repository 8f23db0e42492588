import { followLines } from "./follow-lines.js";
import { keepLastLines } from "./last-lines.js";
import { type SpawnOptions, spawnTree } from "./spawned-tree.js";

export interface CommandOptions extends SpawnOptions {
  /** Gets every line that the command and its children print, on either stream. */
  readonly log: (line: string) => void;
}

/** A command whose output is for people: a server. */
export interface RunningCommand {
  /** As `SpawnedTree.exited`. */
  readonly exited: Promise<string>;
  /** The last lines that were printed. */
  lastLines(): string;
  /** As `SpawnedTree.stop`. */
  stop(graceSeconds: number): Promise<void>;
}

/** Starts a command. Never throws: what cannot be started has `exited`. */
export function startCommand(options: CommandOptions): RunningCommand {
  const tree = spawnTree(options);
  const last = keepLastLines();
  const add = (line: string): void => {
    options.log(line);
    last.add(line);
  };
  for (const stream of [tree.stdout, tree.stderr]) {
    const lines = followLines(stream, (texts) => texts.forEach(add));
    stream.once("end", () => {
      if (lines.rest() !== "") add(lines.rest());
    });
  }
  return { exited: tree.exited, lastLines: () => last.text(), stop: tree.stop };
}
