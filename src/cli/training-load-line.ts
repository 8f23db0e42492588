import { joinClauses, message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { TrainingWorkload } from "../model/training-workload.js";

/** What a workload trains, in one line: what of which model, how much a step, how many steps, and how it is spread. */
export function trainingLoadLine(workload: TrainingWorkload, language: Language): string {
  const { id, task, model, globalBatch, sequenceLength, precision, warmUpSteps, steps } = workload;
  const line = message(language, "cli.load.training", {
    id,
    task,
    model: model.id,
    globalBatch,
    sequenceLength,
    tokens: globalBatch * sequenceLength,
    precision,
    warmUpSteps,
    steps,
  });
  const parts = partTexts(workload, language);
  if (parts.length === 0) return line;
  return message(language, "cli.load.training-spread", { line, parts: joinClauses(parts, language) });
}

/** What is not as simple as it could be. */
function partTexts(workload: TrainingWorkload, language: Language): readonly string[] {
  const { parallelism, packedLength, adapterWeights } = workload;
  const spread = (["tensor", "pipeline", "context", "expert"] as const).flatMap((key) =>
    parallelism[key] === 1 ? [] : [message(language, `cli.load.part.${key}`, { ranks: parallelism[key] })],
  );
  return [
    ...(adapterWeights === undefined ? [] : [message(language, "cli.load.part.adapters", { weights: adapterWeights })]),
    ...(packedLength === undefined ? [] : [message(language, "cli.load.part.packed", { length: packedLength })]),
    ...spread,
  ];
}
