import type { Problem } from "../model/problem.js";
import type { Workload } from "../model/workload.js";
import { hashOf } from "../records/hash.js";
import { kindMistake } from "./file-kind.js";
import { toProblem } from "./mistake.js";
import { textAt } from "./peek.js";
import { readYaml } from "./read-yaml.js";
import { readWithSchema } from "./schema-mistakes.js";
import { workloadMistakes } from "./workload-checks.js";
import { inferenceWorkloadSchema } from "./workload-schema.js";
import type { Location } from "./yaml-document.js";

/** What came of a workload file. The id is there as soon as it could be read, also beside problems. */
export interface WorkloadReading {
  readonly id?: string | undefined;
  readonly workload?: Workload | undefined;
  readonly problems: readonly Problem[];
}

export async function readWorkload(file: string, referredFrom?: Location): Promise<WorkloadReading> {
  const { document, problems } = await readYaml(file, referredFrom);
  if (document === undefined) return { problems };
  const misplaced = kindMistake(document.value, "inference");
  if (misplaced !== undefined) return { problems: [...problems, toProblem(document, misplaced)] };
  const reading = await readWithSchema(inferenceWorkloadSchema, document.value);
  const mistakes = [...(reading.valid ? [] : reading.mistakes), ...workloadMistakes(document.value)];
  const found = [...problems, ...mistakes.map((mistake) => toProblem(document, mistake))];
  const id = textAt(document.value, "id");
  if (!reading.valid || found.length > 0) return { id, problems: found };
  return { id, workload: { ...reading.value, hash: hashOf(reading.value) }, problems: [] };
}
