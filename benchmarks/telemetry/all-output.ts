import { commonOutput, powerOutput, tableOutput, watchOutput } from "./npu-output.js";
import { dmonOutput, energyOutput, longOutput, queryOutput } from "./nvidia-output.js";
import { plainOutput } from "./plain-output.js";
import type { SampleOutput } from "./sample-output.js";

/** One for every format of `src/power/parse/formats.ts`. */
export const sampleOutputs: readonly SampleOutput[] = [
  queryOutput,
  dmonOutput,
  longOutput,
  energyOutput,
  tableOutput,
  watchOutput,
  powerOutput,
  commonOutput,
  plainOutput,
];

/** @throws Error where a format has no sample: a new one must be measured and fuzzed too */
export function sampleOutputOf(format: string): SampleOutput {
  const found = sampleOutputs.find((sample) => sample.format === format);
  if (found === undefined)
    throw new Error(`no sample output for the format ${format}: add one to benchmarks/telemetry/`);
  return found;
}
