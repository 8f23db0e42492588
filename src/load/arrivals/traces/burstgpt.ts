import { createCsvReader } from "./csv-reader.js";
import type { TraceLineReader } from "./trace-reader.js";

/**
 * BurstGPT's traces (HPMLL/BurstGPT): `Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type`, from version
 * 2 on with `Session ID` and `Elapsed time` between; times are seconds. Requests that failed have a response of 0 tokens.
 */
export function createBurstGptReader(): TraceLineReader {
  return createCsvReader({
    timeColumn: "Timestamp",
    promptColumn: "Request tokens",
    outputColumn: "Response tokens",
    timeForm: "trace-seconds",
    parseTime: (text) => {
      if (!/^\d+(?:\.\d+)?$/.test(text)) return undefined;
      const [seconds = "", fraction = ""] = text.split(".");
      return { seconds: Number(seconds), ns: Number(fraction.slice(0, 9).padEnd(9, "0")) };
    },
    emptyOutputHint: "trace-without-failures",
  });
}
