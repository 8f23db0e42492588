import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { JobLauncherContext } from "../../contract/job-launcher.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";
import { spawnTree } from "../../processes/spawned-tree.js";

/** Program and arguments; no shell reads them. */
export type Command = readonly [string, ...string[]];

/** What a short command of a scheduler said. */
export interface CommandResult {
  /** `exit 0`, `SIGKILL`, `ENOENT`, or `hung`: it had not ended after its limit and was killed. */
  readonly outcome: string;
  readonly stdout: string;
  /** Its error output, at most the beginning of it; that of stdout where it is empty. */
  readonly words: string;
}

/** A scheduler's answer about one job is some kilobytes long. */
const LONGEST_OUTPUT = 1024 * 1024;
const LONGEST_WORDS = 500;
const GRACE_SECONDS = 1;
const LIMIT_LEEWAY_NS = 10 * NS_PER_MILLISECOND;

/** Runs a command to its end. Never throws for what the command does; kills it after `limitNs`. */
export async function runCommand(
  command: Command,
  limitNs: Nanoseconds,
  { clock, environment }: JobLauncherContext,
): Promise<CommandResult> {
  const tree = spawnTree({ command, environment, clock });
  const stdout = keepText(tree.stdout);
  const stderr = keepText(tree.stderr);
  let cancelLimit = (): void => {};
  const limit = new Promise<string>((resolve) => {
    cancelLimit = clock.schedule(clock.nowNs() + limitNs, () => resolve("hung"), LIMIT_LEEWAY_NS);
  });
  const outcome = await Promise.race([tree.exited, limit]);
  cancelLimit();
  if (outcome === "hung") await tree.stop(GRACE_SECONDS);
  else tree.sweep();
  const words = stderr().trim() || stdout().trim();
  return { outcome, stdout: stdout(), words: words.slice(0, LONGEST_WORDS) };
}

function keepText(stream: Readable): () => string {
  const decoder = new StringDecoder("utf8");
  let text = "";
  stream.on("data", (bytes: Buffer) => {
    if (text.length < LONGEST_OUTPUT) text += decoder.write(bytes);
  });
  return () => text;
}
