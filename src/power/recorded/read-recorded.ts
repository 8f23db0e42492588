import { type FileHandle, open } from "node:fs/promises";
import { basename } from "node:path";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import type { TelemetryParser } from "../telemetry-parser.js";
import type { LineLabel, RecordedFormat } from "./formats.js";

/** A line of a file, with what it says. */
export interface RecordedLine {
  readonly text: string;
  readonly readings: ReturnType<TelemetryParser["line"]>;
  /** Absent for a line without a time, such as a header. */
  readonly label: LineLabel | undefined;
}

/**
 * Reads a file from its first line to its last, whatever its size. What stands after the last line end was cut off, perhaps
 * within a number, and is no line.
 *
 * @throws MeasurementError `recorded-telemetry-unreadable`
 */
export async function* readRecorded(
  file: string,
  { createLabels }: RecordedFormat,
  parser: TelemetryParser,
): AsyncGenerator<RecordedLine> {
  const unreadable = (error: unknown): MeasurementError => {
    const reason = error instanceof Error && "code" in error ? String(error.code) : String(error);
    return new MeasurementError(failure("recorded-telemetry-unreadable", { file: basename(file), reason }), {
      cause: error,
    });
  };
  const handle = await open(file).catch((error: unknown) => {
    throw unreadable(error);
  });
  try {
    // Errors of a stream that lines are cut from are nobody's: what is no file must not become one.
    if (!(await handle.stat()).isFile()) throw unreadable("no file");
    const isCut = await endsInLine(handle);
    const labelOf = createLabels();
    let waiting: string | undefined;
    const say = (text: string): RecordedLine => ({ text, readings: parser.line(text), label: labelOf(text) });
    for await (const text of handle.readLines({ start: 0 })) {
      if (waiting !== undefined) yield say(waiting);
      waiting = text;
    }
    if (waiting !== undefined && !isCut) yield say(waiting);
  } finally {
    await handle.close();
  }
}

const LINE_FEED = 10;

async function endsInLine(handle: FileHandle): Promise<boolean> {
  const { size } = await handle.stat();
  const last = Buffer.alloc(1);
  const { bytesRead } = await handle.read(last, 0, 1, Math.max(0, size - 1));
  return bytesRead === 1 && last[0] !== LINE_FEED;
}
