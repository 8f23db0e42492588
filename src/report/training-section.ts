import { joinClauses, joinNames, message, wordText } from "../locales/catalogue.js";
import type { ComparedSystem, Comparison } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import type { SystemSummary } from "../model/system-summary.js";
import type { TrainedSystem, TrainedWorkload } from "../model/trained-system.js";
import { parallelismText } from "../model/training-parallelism.js";
import { formatCount, formatFlops } from "./format-number.js";
import { lossBlocks } from "./loss-blocks.js";
import { systemsOf } from "./system-sides.js";
import { titledList } from "./titled-list.js";

/** What was trained, how each system did it, and what they learnt; nothing for inference. */
export function trainingBlocks(judged: Comparison | SystemSummary, language: Language): readonly ReportBlock[] {
  if (judged.training === undefined) return [];
  const lines = systemsOf(judged).flatMap((system) =>
    system.training === undefined ? [] : [trainedText(system, system.training, language)],
  );
  return [
    ...titledList(message(language, "report.training"), [workloadText(judged.training.workload, language), ...lines]),
    ...lossBlocks(judged, language),
  ];
}

function workloadText(workload: TrainedWorkload, language: Language): ReportText {
  const { model, task, precision, flopsPerToken } = workload;
  const counts = {
    sequenceLength: formatCount(workload.sequenceLength),
    globalBatch: formatCount(workload.globalBatch),
    warmUpSteps: formatCount(workload.warmUpSteps),
    steps: formatCount(workload.steps),
  };
  const clauses = [
    message(language, "report.training.workload", { model, task, precision, ...counts }),
    ...(flopsPerToken === undefined
      ? []
      : [message(language, "report.training.flops", { flops: formatFlops(flopsPerToken) })]),
  ];
  return { text: joinClauses(clauses, language), tone: "plain" };
}

function trainedText(system: ComparedSystem, training: TrainedSystem, language: Language): ReportText {
  const { launcher, logs, framework, nodeCount, units, precision, parallelism, stamps, tokensFrom } = training;
  const { unit } = system.accelerators;
  const words = (prefix: string, values: readonly string[]) =>
    joinNames(
      values.map((value) => wordText(language, `${prefix}-${value}`)),
      language,
    );
  const clauses = [
    message(language, "report.training.system", {
      system: system.systemId,
      framework: framework ?? message(language, "report.training.framework.unknown"),
    }),
    message(language, "report.training.job", {
      launcher,
      nodes: formatCount(nodeCount),
      units: formatCount(units),
      unit,
    }),
    message(language, "report.training.way", { precision, parallelism: parallelismText(parallelism) }),
    message(language, "report.training.log", {
      logs,
      stamps: words("stamps", stamps),
      tokens: words("tokens-from", tokensFrom),
    }),
    peakText(training, unit, language),
  ];
  return { text: joinClauses(clauses, language), tone: "plain" };
}

/** Why there is no MFU stands with its row. */
function peakText({ peak, precision }: TrainedSystem, unit: string, language: Language): string {
  if ("kind" in peak) return message(language, "report.training.peak.absent", { precision });
  const { source, flopPerSecond } = peak;
  const flops = formatFlops(flopPerSecond);
  return message(language, "report.training.peak", { flops, unit, precision: peak.precision, source });
}
