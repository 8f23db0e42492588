import { z } from "zod";
import type { TelemetryFormat, TelemetryParser } from "../telemetry-parser.js";
import { parsePowerWatts } from "./nvidia-smi-values.js";

/**
 * tokwatt's own form of readings, for meters that it does not know: a line a reading, `unixMs,device,watts` with or without
 * these words as its first line, or JSON:
 *
 * ```
 * 1768548728204,rack-pdu-3,5412.5
 * {"unixMs": 1768548728204, "device": "rack-pdu-3", "watts": 5412.5}
 * ```
 *
 * `unixMs` are milliseconds since 1970 (UTC). A reading that the meter did not give is `null`, `N/A` or an empty cell.
 */
export const plainWattsFormat: TelemetryFormat = { name: "plain", createParser: createPlainParser };

const HEADER = /^unixMs\s*,\s*device\s*,\s*watts$/;
const ROW = /^(\d{12,14}(?:\.\d+)?)\s*,\s*([^,]*[^,\s])\s*,\s*([^,]*)$/;

/** Seconds or nanoseconds since 1970 are not taken for milliseconds: between 1973 and 5138. */
const [EARLIEST_UNIX_MS, LATEST_UNIX_MS] = [1e11, 1e14];

const lineSchema = z.object({
  unixMs: z.number().min(EARLIEST_UNIX_MS).lt(LATEST_UNIX_MS),
  device: z.union([z.string().trim().min(1), z.int().nonnegative().transform(String)]),
  watts: z.number().nonnegative().nullable(),
});

interface PlainLine {
  readonly unixMs: number;
  readonly device: string;
  /** `undefined` where nobody understands what stands there. */
  readonly watts: number | null | undefined;
}

/** When a line was written; `undefined` for one that is none. */
export function readPlainTime(text: string): number | undefined {
  return readPlainLine(text.trim())?.unixMs;
}

function createPlainParser(): TelemetryParser {
  const unknown = { lines: 0, last: "" };
  return {
    line: (text) => {
      const trimmed = text.trim();
      const read = readPlainLine(trimmed);
      if (read?.watts === undefined && trimmed !== "" && !HEADER.test(trimmed)) {
        unknown.lines += 1;
        unknown.last = text;
      }
      return read === undefined ? [] : [{ device: read.device, watts: read.watts ?? null }];
    },
    end: () => [],
    unknown,
  };
}

function readPlainLine(text: string): PlainLine | undefined {
  if (text.startsWith("{")) return lineSchema.safeParse(parseJson(text)).data;
  const [, time, device, cell] = ROW.exec(text) ?? [];
  if (time === undefined || device === undefined || cell === undefined) return undefined;
  return { unixMs: Number(time), device, watts: parsePowerWatts(cell) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
