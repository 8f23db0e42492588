import { localize, message } from "../locales/catalogue.js";
import type { Comparison } from "../model/comparison.js";
import type { ExitCode } from "../model/exit-codes.js";
import { buildReport } from "../report/build-report.js";
import { rendererRegistry } from "../report/renderers.js";
import type { CommandContext } from "./command.js";
import { comparisonExitCode, isNotComparable } from "./comparison-exit-code.js";
import { renderOptions } from "./render-options.js";

/** Prints the comparisons on stdout: the brief report, or everything as JSON. Returns the code they stand for. */
export function showComparisons(comparisons: readonly Comparison[], json: boolean, context: CommandContext): ExitCode {
  const { language, stdout, environment } = context;
  const report = buildReport(comparisons, language, json ? "full" : "brief");
  const renderer = rendererRegistry.get(json ? "json" : "terminal");
  stdout.write(renderer.render(report, renderOptions(stdout, environment)));
  return judgeComparisons(comparisons, context);
}

/** Says on stderr which comparisons answer nothing, as the exit code alone does not say why. */
export function judgeComparisons(comparisons: readonly Comparison[], { language, stderr }: CommandContext): ExitCode {
  for (const { workload, candidate, baseline } of comparisons.filter(isNotComparable)) {
    const data = {
      workload: localize(language, workload.title),
      candidate: candidate.systemId,
      baseline: baseline.systemId,
    };
    const text = message(language, "cli.not-comparable", data);
    stderr.write(`${message(language, "cli.warning", { text })}\n`);
  }
  return comparisonExitCode(comparisons);
}
