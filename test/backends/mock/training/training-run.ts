import type { MockOptions, MockOptionsInput } from "../../../../src/backends/mock/options.js";
import type { MockTraining, MockTrainingInput } from "../../../../src/backends/mock/training/options.js";
import { createMockTrainer, type MockTrainer } from "../../../../src/backends/mock/training/trainer.js";
import type { Clock } from "../../../../src/contract/clock.js";
import type { Job, JobEvent } from "../../../../src/contract/job-launcher.js";
import type { LogEntry } from "../../../../src/contract/log-parser.js";
import { tokwattLines } from "../../../../src/jobs/logs/parsers/tokwatt.js";
import type { TrainingWorkload } from "../../../../src/model/training-workload.js";
import { mockOptions } from "../mock-run.js";

/** A training of 2 + 6 steps of 1000 tokens. */
export const WORKLOAD: TrainingWorkload = {
  kind: "training",
  id: "tiny",
  version: "1",
  title: { en: "Tiny", zh: "微型" },
  model: {
    id: "tiny-gpt",
    layers: 4,
    hiddenDim: 256,
    innerDim: 688,
    innerMatrices: 3,
    vocabulary: 1024,
    attention: { kind: "gqa", heads: 4, kvHeads: 2, headDim: 64 },
    tiedEmbeddings: false,
  },
  task: "pre-training",
  sequenceLength: 100,
  globalBatch: 10,
  precision: "bf16",
  parallelism: { tensor: 1, pipeline: 1, context: 1, expert: 1 },
  warmUpSteps: 2,
  steps: 6,
  loss: { fallsBy: 0.05, band: 0.05 },
  minimum: { windowSeconds: 60, powerSamples: 60, steps: 50 },
  timeoutSeconds: 100,
  hash: "tiny",
};

/** Steps of half a second that draw 500 W beyond 100 W of idle; `changes` replaces whole fields of `training`. */
export function trainingOptions(
  changes: Partial<MockTrainingInput> = {},
  options: Partial<MockOptionsInput> = {},
): MockOptions & { readonly training: MockTraining } {
  const training: MockTrainingInput = {
    tokensPerSecond: 2000,
    joulesPerToken: 0.25,
    loss: { start: 7, floor: 3, halfLifeTokens: 2000 },
    ...changes,
  };
  const parsed = mockOptions({ ...options, training });
  return parsed as MockOptions & { readonly training: MockTraining };
}

export interface PrintedLine {
  readonly atNs: number;
  readonly withinNs: number;
  readonly text: string;
  /** Energy that had been spent by then. */
  readonly joules: number;
}

/** A job with everything that it told. */
export interface ToldJob {
  readonly trainer: MockTrainer;
  readonly job: Job;
  readonly lines: PrintedLine[];
  readonly events: JobEvent[];
}

export async function launchMockJob(
  clock: Clock,
  options: MockOptions & { readonly training: MockTraining },
  rest: { nodes?: number; seed?: string; dataSeed?: string; workload?: TrainingWorkload } = {},
): Promise<ToldJob> {
  const { nodes = 1, seed = "run", dataSeed = "block", workload = WORKLOAD } = rest;
  const trainer = createMockTrainer({ options, training: options.training, workload, nodes, seed, dataSeed, clock });
  const [lines, events]: [PrintedLine[], JobEvent[]] = [[], []];
  const decoder = new TextDecoder();
  const request = { name: "job", command: ["mock"] as const, environment: {}, directory: "/", nodes, keepIn: "/" };
  const job = await trainer.launcher.launch(request, {
    event: (event) => events.push(event),
    output: (bytes, atNs, withinNs = 0) =>
      lines.push({ atNs, withinNs, text: decoder.decode(bytes), joules: trainer.energyJoules(atNs) }),
    report: () => undefined,
  });
  return { trainer, job, lines, events };
}

/** What the lines say, by the parser that reads them in a real run. */
export function entriesOf(lines: readonly { readonly text: string }[]): readonly LogEntry[] {
  const parser = tokwattLines.create();
  return lines.flatMap(({ text }) => parser.line(text.trimEnd()));
}
