import type { LogEntry, LogParserDefinition } from "../../src/contract/log-parser.js";
import { createStepCollector } from "../../src/jobs/collect-steps.js";
import { huggingFaceTrainer } from "../../src/jobs/logs/parsers/hugging-face-trainer.js";
import { readTrainerState } from "../../src/jobs/logs/trainer-state.js";
import type { Finding } from "../../src/model/finding.js";
import type { StepSample } from "../../src/model/step-sample.js";
import type { TrainingWorkload } from "../../src/model/training-workload.js";
import { entriesOf } from "./logs/read-log.js";

/** The reports of a training, and what the collector found wrong with it. */
export interface CollectedSteps {
  readonly steps: readonly StepSample[];
  readonly findings: readonly Finding[];
}

/** What the parser and the collector make of a whole log. */
export function stepsOfLog(
  logs: LogParserDefinition,
  workload: TrainingWorkload,
  ...pieces: readonly Uint8Array[]
): CollectedSteps {
  return collect(logs, workload, entriesOf(logs, ...pieces));
}

/** What the collector makes of a `trainer_state.json` of Hugging Face's Trainer. Throws where it is none. */
export function stepsOfTrainerState(workload: TrainingWorkload, text: string): CollectedSteps {
  const entries = readTrainerState(text);
  if (entries === undefined) throw new Error("not a trainer_state.json");
  return collect(huggingFaceTrainer, workload, entries);
}

function collect(logs: LogParserDefinition, workload: TrainingWorkload, entries: readonly LogEntry[]): CollectedSteps {
  const collector = createStepCollector({ workload, logs });
  const steps = collector.take(entries, 0, 0);
  return { steps, findings: collector.findings() };
}

/**
 * A report without what only one of two accounts of the same training has: instants, speeds, and digits of the loss beyond the
 * four that the Trainer prints.
 */
export function comparable({ step, steps, tokens, tokensFrom, loss }: StepSample) {
  return { step, steps, tokens, tokensFrom, loss: typeof loss === "number" ? Number(loss.toPrecision(4)) : loss };
}
