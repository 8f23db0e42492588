import { type Finding, failure } from "../model/finding.js";
import type { StepSample } from "../model/step-sample.js";
import { readJsonLines } from "./json-lines.js";
import type { RecordFiles } from "./record-files.js";
import { labelOf, STEPS_FILE } from "./run-files.js";
import type { Part } from "./run-reader.js";
import { stepSchema } from "./schema/step-schema.js";
import { validate } from "./validate.js";

/**
 * The reports of a training's log, in the order in which they came. One that does not follow the one before it, by its index and
 * its time, is damage and left out: a window of such a list means nothing.
 */
export function readSteps(directory: string, { contents }: RecordFiles): Part<readonly StepSample[]> {
  const bytes = contents.get(STEPS_FILE);
  if (bytes === undefined) return { value: [], findings: [] };
  const file = labelOf(directory, STEPS_FILE);
  const value: StepSample[] = [];
  const misplaced: { readonly line: number; readonly step: number }[] = [];
  const damage = readJsonLines(
    file,
    bytes,
    (line) => validate(stepSchema, line),
    (sample, line) => {
      const before = value.at(-1);
      const follows = before === undefined || (sample.index > before.index && sample.atNs >= before.atNs);
      if (follows) value.push(sample);
      else misplaced.push({ line, step: sample.step });
    },
  );
  const [first] = misplaced;
  const found: readonly Finding[] =
    first === undefined ? [] : [failure("steps-disordered", { file, ...first, count: misplaced.length })];
  return { value, findings: [...damage, ...found] };
}
