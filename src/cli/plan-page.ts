import { findingText, joinNames, localize, message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { Plan } from "../model/plan.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import type { SystemTraining } from "../model/system.js";
import type { Workload } from "../model/workload.js";
import { toneOf } from "../report/footnotes.js";
import { titledList } from "../report/titled-list.js";
import { estimatePlanSeconds, estimateTrialSeconds } from "../suite/estimate-time.js";
import { fewestTrials } from "../suite/fewest-trials.js";
import { planNotes } from "../suite/plan-notes.js";
import { formatDuration } from "./format-duration.js";
import { loadLine } from "./load-line.js";
import { comparisonTexts } from "./plan-comparisons.js";
import { gateTexts } from "./plan-gate.js";
import { limitTexts } from "./plan-limits.js";

/** Everything that a plan fixes, as a page: who, what, how it is compared, every trial in order, and how long it takes. */
export function planPage(
  plan: Plan,
  language: Language,
): { readonly title: string; readonly blocks: readonly ReportBlock[] } {
  const { suite } = plan;
  const summary = [...sizeTexts(plan, language), message(language, "cli.plan.hash", { hash: plan.hash })];
  const notes = planNotes(plan).map((finding) => ({ text: findingText(language, finding), tone: toneOf(finding) }));
  return {
    title: message(language, "cli.plan.title", { title: localize(language, suite.title) }),
    blocks: [
      { kind: "list", items: summary.map(plain) },
      ...titledList(message(language, "cli.plan.systems"), systemTexts(plan, language)),
      ...titledList(message(language, "cli.plan.workloads"), workloadTexts(plan, language)),
      ...titledList(message(language, "cli.plan.comparisons"), comparisonTexts(plan, language).map(plain)),
      ...titledList(message(language, "cli.plan.gate"), gateTexts(plan, language).map(plain)),
      ...titledList(message(language, "cli.plan.limits"), limitTexts(plan, language).map(plain)),
      ...trialBlocks(plan, language),
      ...titledList(message(language, "cli.plan.notes"), notes),
    ],
  };
}

/** How many runs there are and how long they take: from the fewest to the most where the plan has a rule to stop. */
function sizeTexts(plan: Plan, language: Language): readonly string[] {
  const { suite, seed, repeats, stop, trials, workloads } = plan;
  const size = { id: suite.id, version: suite.version, seed: String(seed), repeats };
  const time = { trials: trials.length, time: formatDuration(estimatePlanSeconds(plan)) };
  if (stop === undefined) {
    return [message(language, "cli.plan.suite", size), message(language, "cli.plan.time", time)];
  }
  const fewest = fewestTrials(plan, trials);
  const least = formatDuration(estimatePlanSeconds({ trials: fewest, workloads }));
  return [
    message(language, "cli.plan.suite-adaptive", { ...size, maxRuns: stop.maxRuns }),
    message(language, "cli.plan.stop", { width: stop.width, repeats }),
    message(language, "cli.plan.time-adaptive", { ...time, fewest: fewest.length, least }),
  ];
}

function systemTexts({ systems, assumedMeterAccuracy }: Plan, language: Language): readonly ReportText[] {
  return systems.flatMap(({ id, title, adapter, lifecycle, accelerators, serving, training }) => {
    const { count, name, unit } = accelerators;
    const data = { id, title: localize(language, title), adapter, lifecycle, count, name, unit };
    const line =
      serving === undefined
        ? message(language, "cli.plan.system-without-serving", data)
        : message(language, "cli.plan.system", { ...data, model: serving.model });
    const trains = training === undefined ? [] : [trainsText(id, training, language)];
    const bound = assumedMeterAccuracy[id];
    const assumed = bound === undefined ? [] : [message(language, "cli.plan.assumed", { system: id, bound })];
    return [line, ...trains, ...assumed].map(plain);
  });
}

function trainsText(id: string, { launcher, logs, jobs }: SystemTraining, language: Language): string {
  const names = joinNames(
    jobs.map(({ workload }) => workload),
    language,
  );
  return message(language, "cli.plan.trains", { id, launcher: launcher.use, logs, jobs: names });
}

function workloadTexts({ workloads }: Plan, language: Language): readonly ReportText[] {
  return workloads.flatMap((workload) => [workloadText(workload, language), loadLine(workload, language)].map(plain));
}

function workloadText(workload: Workload, language: Language): string {
  const { id, version, title, minimum } = workload;
  const data = {
    id,
    version,
    title: localize(language, title),
    minimumSeconds: minimum.windowSeconds,
    time: formatDuration(estimateTrialSeconds(workload)),
  };
  if (workload.kind === "inference") {
    return message(language, "cli.plan.workload", { ...data, seconds: workload.phases.measureSeconds });
  }
  const { steps, timeoutSeconds } = workload;
  const limits = { minimumSteps: workload.minimum.steps, limit: formatDuration(timeoutSeconds) };
  return message(language, "cli.plan.training-workload", { ...data, ...limits, steps });
}

function trialBlocks(plan: Plan, language: Language): readonly ReportBlock[] {
  const times = new Map(
    plan.workloads.map((workload) => [workload.id, formatDuration(estimateTrialSeconds(workload))]),
  );
  return [
    { kind: "paragraph", text: trialsTitle(plan, language), tone: "strong" },
    {
      kind: "table",
      columns: [
        { header: message(language, "cli.column.place"), align: "right" },
        { header: message(language, "cli.column.system"), align: "left" },
        { header: message(language, "cli.column.workload"), align: "left" },
        { header: message(language, "cli.column.repeat"), align: "right" },
        { header: message(language, "cli.column.time"), align: "right" },
      ],
      rows: plan.trials.map(({ index, systemId, workloadId, repeat }) =>
        [String(index + 1), systemId, workloadId, String(repeat), times.get(workloadId) ?? ""].map(plain),
      ),
    },
  ];
}

function trialsTitle({ order, repeats, stop }: Plan, language: Language): string {
  const title = message(language, "cli.plan.trials", { order });
  return stop === undefined ? title : message(language, "cli.plan.trials-adaptive", { title, repeats });
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
