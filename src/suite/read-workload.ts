import type { Problem } from "../model/problem.js";
import {
  type Arrival,
  type InferenceWorkload,
  type PromptDataset,
  WORKLOAD_KINDS,
  type Workload,
  type WorkloadFile,
  type WorkloadKind,
} from "../model/workload.js";
import { hashOf } from "../records/hash.js";
import { kindMistake } from "./file-kind.js";
import { type Mistake, toProblem } from "./mistake.js";
import { textAt, valueAt } from "./peek.js";
import { readYaml } from "./read-yaml.js";
import { invalidChoice, readWithSchema } from "./schema-mistakes.js";
import { readTrainingWorkload } from "./training/read-training-workload.js";
import { workloadMistakes } from "./workload-checks.js";
import { type FoundFile, findDataset, findTrace } from "./workload-files.js";
import { type InferenceWorkloadFile, inferenceWorkloadSchema } from "./workload-schema.js";
import type { Location, YamlDocument } from "./yaml-document.js";

/** What came of a workload file. The id is there as soon as it could be read, also beside problems. */
export interface WorkloadReading {
  readonly id?: string | undefined;
  readonly workload?: Workload | undefined;
  /** What stands beside the workload: its trace, its data set. */
  readonly files: readonly FoundFile[];
  readonly problems: readonly Problem[];
}

/** Reads one workload file of either kind, with what stands beside it. */
export async function readWorkload(file: string, referredFrom?: Location): Promise<WorkloadReading> {
  const { document, problems } = await readYaml(file, referredFrom);
  if (document === undefined) return { files: [], problems };
  const misplaced = kindMistake(document.value, ...WORKLOAD_KINDS) ?? misspeltKind(document.value);
  if (misplaced !== undefined) return { files: [], problems: [...problems, toProblem(document, misplaced)] };
  const read = kindOf(document.value) === "training" ? readTrainingWorkload : readInferenceWorkload;
  const reading = await read(document);
  const id = textAt(document.value, "id");
  const found = [...problems, ...reading.problems];
  return found.length > 0 ? { id, files: [], problems: found } : { files: [], ...reading, id };
}

/** Without a word on it a workload is taken for inference, whose schema then says that the kind is missing. */
function kindOf(workload: unknown): WorkloadKind {
  return WORKLOAD_KINDS.find((kind) => kind === valueAt(workload, "kind")) ?? "inference";
}

/** A kind that is none: which keys there may be, only the right one tells. */
function misspeltKind(workload: unknown): Mistake | undefined {
  const kind = valueAt(workload, "kind");
  if (kind === undefined || WORKLOAD_KINDS.some((known) => known === kind)) return undefined;
  return invalidChoice(["kind"], WORKLOAD_KINDS, kind);
}

async function readInferenceWorkload(document: YamlDocument): Promise<Omit<WorkloadReading, "id">> {
  const reading = await readWithSchema(inferenceWorkloadSchema, document.value);
  const [trace, dataset] = [await findTrace(document), await findDataset(document)];
  const mistakes = [...(reading.valid ? [] : reading.mistakes), ...workloadMistakes(document.value)];
  const problems = [...mistakes.map((mistake) => toProblem(document, mistake)), ...trace.problems, ...dataset.problems];
  if (!reading.valid || problems.length > 0) return { files: [], problems };
  const content = withFiles(reading.value, trace.file, dataset.file);
  const files = [trace.file, dataset.file].filter((known) => known !== undefined);
  return { workload: { ...content, hash: hashOf(content) }, files, problems };
}

/** The workload with its files as the plan knows them: what they are called and what they hold, not where they are. */
function withFiles(
  { arrival, dataset, ...fields }: InferenceWorkloadFile,
  trace: FoundFile | undefined,
  data: FoundFile | undefined,
): Omit<InferenceWorkload, "hash"> {
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
