import { type LogEntry, type LoggedSetup, type LogParser, NO_ENTRIES } from "../../contract/log-parser.js";
import { readMegatronLine } from "./megatron-line.js";
import { readCount } from "./read-number.js";
import { createSaidOnce } from "./said-once.js";

const STEP_NEEDLE = "elapsed time per iteration (";

/** Few and long, as each is a search through the whole log; the last is that of the dump of the arguments. */
export const MEGATRON_NEEDLES: readonly string[] = [
  STEP_NEEDLE,
  " at iteration ",
  "checkpoint from iteration",
  `${".".repeat(12)} `,
];

/** `  seq_length ...................................... 4096`, of the dump of the arguments. */
const ARGUMENT = /(?:^|\s)(seq_length|global_batch_size|world_size|train_iters) \.{12,} (\d+)\s*$/;

const SAVED = /(?:saving checkpoint at|saved checkpoint (?:from|at)|checkpoint save at) iteration\s+(\d+)/i;
const LOADED = /load(?:ing|ed) (?:[a-z]+ )?checkpoint from /i;
const AT_ITERATION = " at iteration ";

/** Parser of what Megatron-LM prints: its steps by its last rank, all else by rank 0. */
export function createMegatronParser(): LogParser {
  const sayOnce = createSaidOnce();
  let lastSaved: number | undefined;
  return {
    line: (text) => {
      if (text.includes(STEP_NEEDLE)) {
        const line = readMegatronLine(text);
        if (line === undefined) return NO_ENTRIES;
        const { step, totalSteps, sequenceLength } = line;
        return [...sayOnce({ totalSteps, sequenceLength }), step];
      }
      const argument = readArgument(text);
      if (argument !== undefined) return [argument];
      const note = readMegatronCheckpoint(text);
      if (note === undefined) return NO_ENTRIES;
      // The line that says that it begins and the one that says that it is done, which may come steps later.
      if (note.kind === "checkpoint" && note.step === lastSaved) return NO_ENTRIES;
      if (note.kind === "checkpoint") lastSaved = note.step;
      return [note];
    },
    end: () => NO_ENTRIES,
  };
}

function readArgument(text: string): LoggedSetup | undefined {
  const [, name, value] = ARGUMENT.exec(text) ?? [];
  const count = readCount(value);
  if (count === undefined) return undefined;
  if (name === "seq_length") return { kind: "setup", sequenceLength: count };
  if (name === "global_batch_size") return { kind: "setup", globalBatch: count };
  return name === "world_size" ? { kind: "setup", devices: count } : { kind: "setup", totalSteps: count };
}

/** What a line says of a checkpoint that Megatron's code saves or loads, also below NeMo. */
function readMegatronCheckpoint(text: string): Extract<LogEntry, { kind: "checkpoint" | "restart" }> | undefined {
  const saved = readCount(SAVED.exec(text)?.[1]);
  if (saved !== undefined) return { kind: "checkpoint", step: saved };
  const at = text.lastIndexOf(AT_ITERATION);
  if (at < 0 || !LOADED.test(text)) return undefined;
  const loaded = readCount(text.slice(at + AT_ITERATION.length));
  return loaded === undefined ? undefined : { kind: "restart", step: loaded };
}
