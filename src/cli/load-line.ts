import { joinNames, message } from "../locales/catalogue.js";
import type { LengthDistribution } from "../model/length-distribution.js";
import type { Language } from "../model/localized-text.js";
import type { Arrival, InferenceWorkload, ThinkTime, Workload } from "../model/workload.js";
import { trainingLoadLine } from "./training-load-line.js";

/** What a workload sends or trains, in one line: how requests arrive, how long prompts and outputs are; or the steps. */
export function loadLine(workload: Workload, language: Language): string {
  if (workload.kind === "training") return trainingLoadLine(workload, language);
  return message(language, "cli.load.line", {
    id: workload.id,
    arrival: arrivalText(workload.arrival, language),
    prompts: promptsText(workload, language),
    outputs: outputsText(workload, language),
  }).replace(/[;；] *$/, "");
}

function arrivalText(arrival: Arrival, language: Language): string {
  switch (arrival.kind) {
    case "closed-loop":
      return withThought(
        message(language, "cli.load.closed-loop", { concurrency: arrival.concurrency }),
        arrival,
        language,
      );
    case "conversations": {
      const { concurrency } = arrival;
      const turns = lengthText(arrival.turns, language);
      return withThought(message(language, "cli.load.conversations", { concurrency, turns }), arrival, language);
    }
    case "steps": {
      const rates = joinNames(
        arrival.steps.map(({ requestsPerSecond }) => String(requestsPerSecond)),
        language,
      );
      return message(language, "cli.load.steps", { rates });
    }
    case "trace": {
      const { file, format, speed } = arrival;
      return message(language, "cli.load.trace", { name: file.name, format, speed });
    }
    default: {
      const { kind, ...data } = arrival;
      return message(language, `cli.load.${kind}`, data);
    }
  }
}

function withThought(
  text: string,
  { thinkTime }: { readonly thinkTime?: ThinkTime | undefined },
  language: Language,
): string {
  if (thinkTime === undefined) return text;
  const seconds = thinkTime.kind === "fixed" ? thinkTime.seconds : thinkTime.meanSeconds;
  return message(language, "cli.load.thinking", { arrival: text, seconds });
}

function promptsText(workload: InferenceWorkload, language: Language): string {
  const { promptPrefix } = workload;
  const text = promptSourceText(workload, language);
  if (promptPrefix?.kind !== "shared") return text;
  const { share, groups } = promptPrefix;
  return message(language, "cli.load.shared", { prompts: text, share, groups });
}

function promptSourceText({ dataset, promptTokens, promptWords }: InferenceWorkload, language: Language): string {
  if (dataset !== undefined) {
    return message(language, "cli.load.prompts-of-dataset", { name: dataset.file.name, form: dataset.form });
  }
  if (promptTokens !== undefined) {
    return message(language, "cli.load.prompt-tokens", { lengths: lengthText(promptTokens, language) });
  }
  if (promptWords !== undefined) {
    return message(language, "cli.load.prompt-words", { lengths: lengthText(promptWords, language) });
  }
  return message(language, "cli.load.prompts-of-trace");
}

/** Empty where the trace's lengths were named with the prompts. */
function outputsText({ dataset, outputTokens, lengthCorrelation }: InferenceWorkload, language: Language): string {
  if (outputTokens === undefined) {
    return dataset === undefined ? "" : message(language, "cli.load.outputs-of-dataset");
  }
  const outputs = message(language, "cli.load.outputs", { lengths: lengthText(outputTokens, language) });
  if (lengthCorrelation === undefined) return outputs;
  return message(language, "cli.load.correlated", { outputs, correlation: lengthCorrelation });
}

function lengthText(lengths: LengthDistribution, language: Language): string {
  switch (lengths.kind) {
    case "fixed":
      return String(lengths.value);
    case "empirical": {
      const { values } = lengths;
      const [low, high] = [Math.min(...values), Math.max(...values)];
      return message(language, "cli.length.empirical", { count: values.length, low, high });
    }
    default: {
      const { kind, ...data } = lengths;
      return message(language, `cli.length.${kind}`, data);
    }
  }
}
