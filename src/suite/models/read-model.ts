import { InputError } from "../../model/errors.js";
import type { ModelSpec } from "../../model/model-architecture.js";
import type { Problem } from "../../model/problem.js";
import { hashOf } from "../../records/hash.js";
import { kindMistake } from "../file-kind.js";
import { inFileOrder } from "../file-order.js";
import { toProblem } from "../mistake.js";
import { textAt } from "../peek.js";
import { readYaml } from "../read-yaml.js";
import { readWithSchema } from "../schema-mistakes.js";
import type { Location } from "../yaml-document.js";
import { modelMistakes } from "./model-checks.js";
import { modelSchema } from "./model-schema.js";

/** What came of a model file. The id is there as soon as it could be read, also beside problems. */
export interface ModelReading {
  readonly id?: string | undefined;
  readonly model?: ModelSpec | undefined;
  readonly problems: readonly Problem[];
}

/** Reads one model file by itself; throws `InputError` with all its problems. */
export async function readModel(file: string): Promise<ModelSpec> {
  const { model, problems } = await readModelFile(file);
  if (model === undefined) throw new InputError(inFileOrder(file, problems));
  return model;
}

/** Reads one model file that something refers to; its problems are returned, so that others can join them. */
export async function readModelFile(file: string, referredFrom?: Location): Promise<ModelReading> {
  const { document, problems } = await readYaml(file, referredFrom);
  if (document === undefined) return { problems };
  const { value } = document;
  const misplaced = kindMistake(value, "model");
  if (misplaced !== undefined) return { problems: [...problems, toProblem(document, misplaced)] };
  const reading = await readWithSchema(modelSchema, value);
  const mistakes = [...(reading.valid ? [] : reading.mistakes), ...modelMistakes(value)];
  const found = [...problems, ...mistakes.map((mistake) => toProblem(document, mistake))];
  const id = textAt(value, "id");
  if (!reading.valid || found.length > 0) return { id, problems: found };
  const { kind: _, title, sources, ...architecture } = reading.value;
  const content = { title, sources, architecture };
  return { id, model: { ...content, hash: hashOf(content) }, problems: [] };
}
