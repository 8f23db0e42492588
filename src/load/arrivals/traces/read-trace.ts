import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import type { Problem } from "../../../model/problem.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../../model/time.js";
import type { TraceFormat } from "../../../model/workload.js";
import { createAzureReader } from "./azure.js";
import { createBurstGptReader } from "./burstgpt.js";
import { createMooncakeReader } from "./mooncake.js";
import type { LineProblem, TimedRow, TraceLineReader } from "./trace-reader.js";
import type { TraceRow } from "./trace-row.js";

const READERS: { readonly [Format in TraceFormat]: () => TraceLineReader } = {
  mooncake: createMooncakeReader,
  azure: createAzureReader,
  burstgpt: createBurstGptReader,
};

/** Problems beyond so many are counted, not listed: a file of another format has one in every line. */
export const LISTED_PROBLEMS = 20;

export interface TraceReading {
  /** Rows before `untilNs`, and the one after them if there is one. */
  readonly rows: readonly TraceRow[];
  readonly problems: readonly Problem[];
  /** Of the whole file. */
  readonly sha256: string;
}

export interface TraceQuestion {
  readonly format: TraceFormat;
  readonly path: string;
  /** As messages name it. */
  readonly file: string;
  /** Of the trace's own time, from its first row on. Lines from here on are not looked at: nobody will send them. */
  readonly untilNs: Nanoseconds;
}

/** Reads a trace as far as it is needed. Rejects where the file cannot be read. */
export async function readTrace({ format, path, file, untilNs }: TraceQuestion): Promise<TraceReading> {
  const hash = createHash("sha256");
  const collector = createCollector(READERS[format](), file, untilNs);
  let rest = "";
  const decoder = new TextDecoder();
  for await (const chunk of createReadStream(path)) {
    const bytes = chunk as Uint8Array;
    hash.update(bytes);
    if (collector.isFull()) continue;
    const lines = (rest + decoder.decode(bytes, { stream: true })).split("\n");
    rest = lines.pop() ?? "";
    for (const line of lines) collector.add(line);
  }
  if (rest !== "") collector.add(rest);
  return { rows: collector.rows, problems: collector.problems(), sha256: hash.digest("hex") };
}

function createCollector(readLine: TraceLineReader, file: string, untilNs: Nanoseconds) {
  const rows: TraceRow[] = [];
  const problems: Problem[] = [];
  let lineNumber = 0;
  let unlisted = 0;
  let full = false;
  let first: TimedRow | undefined;
  const complain = (problem: LineProblem): void => {
    if (problems.length >= LISTED_PROBLEMS) unlisted += 1;
    else problems.push({ ...problem, file, line: lineNumber, column: 1 });
  };
  const addRow = ({ seconds, ns, ...lengths }: TimedRow): void => {
    first ??= { seconds, ns, ...lengths };
    const atNs = (seconds - first.seconds) * NS_PER_SECOND + ns - first.ns;
    const previousNs = rows.at(-1)?.atNs ?? 0;
    if (atNs < previousNs) {
      const data = { seconds: atNs / NS_PER_SECOND, previousSeconds: previousNs / NS_PER_SECOND };
      complain({ code: "trace-time-backwards", data, hint: "sort-trace" });
      return;
    }
    rows.push({ atNs, ...lengths });
    full = atNs >= untilNs;
  };
  return {
    rows,
    isFull: () => full,
    add: (text: string): void => {
      lineNumber += 1;
      if (full) return;
      const line = (lineNumber === 1 ? text.replace(/^\uFEFF/, "") : text).trim();
      if (line === "") return;
      const reading = readLine(line);
      if (reading.kind === "row") addRow(reading.row);
      else if (reading.kind === "problems") reading.problems.forEach(complain);
    },
    problems: (): readonly Problem[] => {
      if (unlisted > 0) return [...problems, { code: "trace-more-problems", data: { count: unlisted }, file }];
      if (problems.length === 0 && rows.length === 0) return [{ code: "trace-empty", data: {}, file }];
      return problems;
    },
  };
}
