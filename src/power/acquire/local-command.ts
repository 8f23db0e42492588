import type { Readable } from "node:stream";
import { StringDecoder } from "node:string_decoder";
import type { FollowedCommand, MachineCommands } from "../../contract/power-source.js";
import { MeasurementError } from "../../model/errors.js";
import { type Finding, failure } from "../../model/finding.js";
import type { RawEntry } from "../../model/raw-log.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";
import { followLines } from "../../processes/follow-lines.js";
import { keepLastLines } from "../../processes/last-lines.js";
import { type SpawnedTree, spawnTree } from "../../processes/spawned-tree.js";
import type { Command, CommandAccessContext } from "./command.js";
import { badEnd } from "./command-failure.js";

/** How long a tool may take to end by itself when it is asked to. */
const GRACE_SECONDS = 1;
/** A tool that prints more in one call has lost its way: 64 devices take some 20 kB. */
const LONGEST_OUTPUT = 8 * 1024 * 1024;
/** Lines of an error that are worth repeating. */
const WORDS_LINES = 4;
const LIMIT_LEEWAY_NS = 10 * NS_PER_MILLISECOND;

/**
 * Commands of this machine, as child processes with the environment of the context and nothing else. Tools speak the
 * language of programs (`LC_ALL=C`: a point in numbers, English words) unless the environment sets `LC_ALL` itself.
 */
export function createLocalCommands(context: CommandAccessContext): MachineCommands {
  const start = (command: Command): SpawnedTree =>
    spawnTree({ command, environment: { LC_ALL: "C", ...context.environment }, clock: context.clock });
  return {
    read: (command, limitNs) => readOutput(context, command, limitNs, start),
    follow: (command, line) => followOutput(context, start(command), line),
  };
}

/** One call of a command, from its start to its last byte. */
async function readOutput(
  { clock, signal }: CommandAccessContext,
  command: Command,
  limitNs: Nanoseconds,
  start: (command: Command) => SpawnedTree,
): Promise<RawEntry> {
  if (signal.aborted) throw new MeasurementError(failure("interrupted"));
  const startNs = clock.nowNs();
  const tree = start(command);
  const errorWords = keepWords(tree.stderr);
  const decoder = new StringDecoder("utf8");
  let text = "";
  let lastByteNs: Nanoseconds | undefined;

  const ending = await new Promise<string | Finding>((resolve) => {
    tree.stdout.on("data", (bytes: Buffer) => {
      lastByteNs = clock.nowNs();
      if (text.length < LONGEST_OUTPUT) text += decoder.write(bytes);
      else resolve(failure("telemetry-endless", { command: command[0] }));
    });
    const hung = failure("telemetry-hung", { command: command[0], seconds: limitNs / NS_PER_SECOND });
    const cancelLimit = clock.schedule(startNs + limitNs, () => resolve(hung), LIMIT_LEEWAY_NS);
    const interrupt = (): void => resolve(failure("interrupted"));
    signal.addEventListener("abort", interrupt, { once: true });
    void tree.exited.then((outcome) => {
      cancelLimit();
      signal.removeEventListener("abort", interrupt);
      resolve(outcome);
    });
  });

  if (typeof ending !== "string") {
    await tree.stop(GRACE_SECONDS);
    throw new MeasurementError(ending);
  }
  tree.sweep();
  if (ending !== "exit 0") throw new MeasurementError(badEnd(command, ending, errorWords() || lastLinesOf(text)));
  const atNs = lastByteNs ?? clock.nowNs();
  return { atNs, withinNs: atNs - startNs, text };
}

function followOutput(
  { clock }: CommandAccessContext,
  tree: SpawnedTree,
  line: (entry: RawEntry) => void,
): FollowedCommand {
  const errorWords = keepWords(tree.stderr);
  const lines = followLines(tree.stdout, (texts) => {
    const atNs = clock.nowNs();
    for (const text of texts) line({ atNs, withinNs: 0, text });
  });
  return {
    ended: tree.exited.then((outcome) => ({ outcome, words: errorWords(), cut: lines.rest() })),
    stop: () => tree.stop(GRACE_SECONDS),
  };
}

/** The last lines of a stream so far, half a line too. */
function keepWords(stream: Readable): () => string {
  const words = keepLastLines();
  const lines = followLines(stream, (texts) => texts.forEach(words.add));
  return () => lastLinesOf(`${words.text()}\n${lines.rest()}`);
}

/** Some tools print their errors where their data should be. */
function lastLinesOf(text: string): string {
  const words = keepLastLines();
  for (const line of text.split(/\r?\n/)) if (line.trim() !== "") words.add(line);
  return words.text(WORDS_LINES);
}
