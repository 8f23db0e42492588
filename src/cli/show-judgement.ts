import { localize, message } from "../locales/catalogue.js";
import type { ExitCode } from "../model/exit-codes.js";
import type { Judgement } from "../model/judgement.js";
import { buildReport } from "../report/build-report.js";
import { rendererRegistry } from "../report/renderers.js";
import type { CommandContext } from "./command.js";
import { isNotComparable, judgementExitCode } from "./judgement-exit-code.js";
import { renderOptions } from "./render-options.js";

/** Prints a judgement on stdout: the brief report, or everything as JSON. Returns the code that it stands for. */
export async function showJudgement(judgement: Judgement, json: boolean, context: CommandContext): Promise<ExitCode> {
  const { language, stdout, environment } = context;
  const report = buildReport(judgement, language, json ? "full" : "brief");
  const renderer = rendererRegistry.get(json ? "json" : "terminal");
  stdout.write(await renderer.render(report, renderOptions(stdout, environment)));
  return warnOfGaps(judgement, context);
}

/** Says on stderr which comparisons answer nothing, as the exit code alone does not say why. */
export function warnOfGaps(judgement: Judgement, { language, stderr }: CommandContext): ExitCode {
  for (const { workload, candidate, baseline } of judgement.comparisons.filter(isNotComparable)) {
    const data = {
      workload: localize(language, workload.title),
      candidate: candidate.systemId,
      baseline: baseline.systemId,
    };
    const text = message(language, "cli.not-comparable", data);
    stderr.write(`${message(language, "cli.warning", { text })}\n`);
  }
  return judgementExitCode(judgement);
}
