import type { Problem } from "../model/problem.js";
import type { Arrival, PromptDataset, Workload, WorkloadFile } from "../model/workload.js";
import { hashOf } from "../records/hash.js";
import { kindMistake } from "./file-kind.js";
import { toProblem } from "./mistake.js";
import { textAt } from "./peek.js";
import { readYaml } from "./read-yaml.js";
import { readWithSchema } from "./schema-mistakes.js";
import { workloadMistakes } from "./workload-checks.js";
import { type FoundFile, findDataset, findTrace } from "./workload-files.js";
import { type InferenceWorkloadFile, inferenceWorkloadSchema } from "./workload-schema.js";
import type { Location } from "./yaml-document.js";

/** What came of a workload file. The id is there as soon as it could be read, also beside problems. */
export interface WorkloadReading {
  readonly id?: string | undefined;
  readonly workload?: Workload | undefined;
  /** What stands beside the workload: its trace, its data set. */
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

export async function readWorkload(file: string, referredFrom?: Location): Promise<WorkloadReading> {
  const { document, problems } = await readYaml(file, referredFrom);
  if (document === undefined) return { files: [], problems };
  const misplaced = kindMistake(document.value, "inference");
  if (misplaced !== undefined) return { files: [], problems: [...problems, toProblem(document, misplaced)] };
  const reading = await readWithSchema(inferenceWorkloadSchema, document.value);
  const [trace, dataset] = [await findTrace(document), await findDataset(document)];
  const mistakes = [...(reading.valid ? [] : reading.mistakes), ...workloadMistakes(document.value)];
  const found = [
    ...problems,
    ...mistakes.map((mistake) => toProblem(document, mistake)),
    ...trace.problems,
    ...dataset.problems,
  ];
  const id = textAt(document.value, "id");
  if (!reading.valid || found.length > 0) return { id, files: [], problems: found };
  const content = withFiles(reading.value, trace.file, dataset.file);
  const files = [trace.file, dataset.file].filter((known) => known !== undefined);
  return { id, workload: { ...content, hash: hashOf(content) }, files, problems: [] };
}

/** The workload with its files as the plan knows them: what they are called and what they hold, not where they are. */
function withFiles(
  { arrival, dataset, ...fields }: InferenceWorkloadFile,
  trace: FoundFile | undefined,
  data: FoundFile | undefined,
): Omit<Workload, "hash"> {
  return {
    ...fields,
    arrival: arrivalWithFile(arrival, trace),
    ...(dataset === undefined || data === undefined ? {} : { dataset: datasetWithFile(dataset, data) }),
  };
}

function arrivalWithFile(arrival: InferenceWorkloadFile["arrival"], trace: FoundFile | undefined): Arrival {
  if (arrival.kind !== "trace") return arrival;
  if (trace === undefined) throw new Error("A valid workload has a trace that was found.");
  return { ...arrival, file: planned(trace) };
}

function datasetWithFile({ form }: NonNullable<InferenceWorkloadFile["dataset"]>, data: FoundFile): PromptDataset {
  return { form, file: planned(data) };
}

function planned({ name, sha256 }: FoundFile): WorkloadFile {
  return { name, sha256 };
}
