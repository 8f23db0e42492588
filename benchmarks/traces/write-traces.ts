import { writeFileSync } from "node:fs";
import { TRACE_FORMATS } from "../../src/model/workload.js";
import { composeTrace } from "./compose-trace.js";

/*
 * Writes the composed traces beside the workloads, from the repository's root:
 *
 *   npm run build:all && node build/benchmarks/traces/write-traces.js
 */
for (const format of TRACE_FORMATS) {
  const ending = format === "mooncake" ? "jsonl" : "csv";
  writeFileSync(`benchmarks/workloads/traces/composed-${format}.${ending}`, composeTrace(format));
}
