import type { Problem } from "../../model/problem.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import { hashOf } from "../../records/hash.js";
import { toProblem } from "../mistake.js";
import { findModel } from "../models/find-model.js";
import { readWithSchema } from "../schema-mistakes.js";
import { withoutRepetition } from "../without-repetition.js";
import type { YamlDocument } from "../yaml-document.js";
import { trainingWorkloadMistakes } from "./training-workload-checks.js";
import { type TrainingWorkloadFile, trainingWorkloadSchema } from "./training-workload-schema.js";

/** The training workload of a document, with the whole model that it names, or all its problems and those of the model. */
export async function readTrainingWorkload(
  document: YamlDocument,
): Promise<{ readonly workload?: TrainingWorkload; readonly problems: readonly Problem[] }> {
  const reading = await readWithSchema(trainingWorkloadSchema, document.value);
  const { model, problems: ofModel } = await findModel(document, ["model"]);
  const mistakes = withoutRepetition(
    reading.valid ? [] : reading.mistakes,
    trainingWorkloadMistakes(document.value, model?.architecture),
  );
  const problems = [...mistakes.map((mistake) => toProblem(document, mistake)), ...ofModel];
  if (!reading.valid || model === undefined || problems.length > 0) return { problems };
  const content: Omit<TrainingWorkload, "hash"> = { ...fieldsOf(reading.value), model: model.architecture };
  return { workload: { ...content, hash: hashOf(content) }, problems };
}

function fieldsOf({ model: _, ...fields }: TrainingWorkloadFile): Omit<TrainingWorkloadFile, "model"> {
  return fields;
}
