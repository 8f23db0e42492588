import { stripVTControlCharacters } from "node:util";
import type { LogParserDefinition } from "../../contract/log-parser.js";
import type { RawLogSink } from "../../contract/power-source.js";
import { LOCAL_SHARD } from "../../model/run-record.js";
import type { Nanoseconds } from "../../model/time.js";
import type { TrainingWriter } from "./training-writer.js";

/** What of a job's output is kept in the record: the lines that said something, and its last ones where it ended badly. */
export interface JobLog {
  /** The parser, overheard: what it understands waits for `settle`. */
  readonly logs: LogParserDefinition;
  /** The next bytes, before they are parsed. */
  output(bytes: Uint8Array, atNs: Nanoseconds, withinNs: Nanoseconds): void;
  /**
   * The last bytes were parsed: keeps the lines that the parser understood, where they were news. A thousand ranks may say the same.
   */
  settle(isNews: boolean): void;
  /** Keeps the last lines. */
  keepEnd(atNs: Nanoseconds): void;
}

export interface JobLogOptions {
  readonly logs: LogParserDefinition;
  readonly writer: Pick<TrainingWriter, "openRaw">;
  /** Program and arguments of the job. */
  readonly origin: readonly string[];
  /** Puts aliases in the place of hosts. */
  readonly hide: (text: string) => string;
  /** Told of each line that is kept. */
  readonly log: (line: string) => void;
}

const LOG_ID = "job-log";
const LAST_LINES = 50;
/** Bytes of the output's end that are held for its last lines. */
const HELD_BYTES = 64 * 1024;
const LONGEST_LINE = 4096;

export function createJobLog({ logs, writer, origin, hide, log }: JobLogOptions): JobLog {
  let held: Uint8Array[] = [];
  let understood: string[] = [];
  let heldBytes = 0;
  let sink: RawLogSink | undefined;
  let atNs: Nanoseconds = 0;
  let withinNs: Nanoseconds = 0;

  const keep = (line: string): void => {
    const text = hide(line.slice(0, LONGEST_LINE));
    sink ??= writer.openRaw({
      id: LOG_ID,
      format: logs.name,
      framing: "lines",
      origin: origin.map(hide),
      shard: LOCAL_SHARD,
    });
    sink.append({ atNs, withinNs, text });
    log(text);
  };

  return {
    logs: {
      ...logs,
      create: () => {
        const parser = logs.create();
        return {
          line: (text) => {
            const said = parser.line(text);
            if (said.length > 0) understood.push(text);
            return said;
          },
          end: () => parser.end(),
        };
      },
    },
    output: (bytes, readNs, agoNs) => {
      [atNs, withinNs] = [readNs, agoNs];
      held.push(bytes.slice(-HELD_BYTES));
      heldBytes += Math.min(bytes.length, HELD_BYTES);
      while (heldBytes - (held[0]?.length ?? 0) >= HELD_BYTES) heldBytes -= held.shift()?.length ?? 0;
    },
    settle: (isNews) => {
      const lines = understood;
      understood = [];
      if (isNews) for (const line of lines) keep(line);
    },
    keepEnd: (endNs) => {
      [atNs, withinNs] = [endNs, 0];
      const text = stripVTControlCharacters(Buffer.concat(held).toString("utf8"));
      held = [];
      heldBytes = 0;
      const lines = text.split(/[\r\n]+/).filter((line) => line.trim() !== "");
      for (const line of lines.slice(-LAST_LINES)) keep(line);
    },
  };
}
