import { judgeResults } from "../../compare/judge-results.js";
import { type CellNoise, measureNoise } from "../../compare/noise/measure-noise.js";
import { selectEntries } from "../../compare/select-execution.js";
import { message } from "../../locales/catalogue.js";
import type { ExecutionResult } from "../../model/execution.js";
import { EXIT, type ExitCode } from "../../model/exit-codes.js";
import { appendNoise } from "../../records/history/append-history.js";
import { NOISE_FILE } from "../../records/history/history-files.js";
import { readResults } from "../../records/results-reader.js";
import { renderPage } from "../../report/renderers/terminal.js";
import { readSuite } from "../../suite/read-suite.js";
import { aaPage, detectableBy, SHOWN_POWER } from "../aa-page.js";
import { ADVISED_NOISE_RUNS, aaSuite, primaryMetricsOf } from "../aa-suite.js";
import { askedWorkers } from "../asked-workers.js";
import { type CommandContext, defineCommand } from "../command.js";
import { executeWithProgress } from "../execute.js";
import { makeHistoryFolder } from "../history-folder.js";
import { historyOption } from "../history-options.js";
import { readFraction } from "../read-fraction.js";
import { renderOptions } from "../render-options.js";
import { createVocabulary } from "../vocabulary.js";

interface AaArguments {
  readonly suite: string;
  readonly runs: number;
  readonly control: string | undefined;
  readonly system: string[] | undefined;
  readonly workload: string[] | undefined;
  readonly history: string;
  readonly results: string;
  readonly resume: boolean;
  readonly workers: number | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

/** `tokwatt aa SUITE`: every system against itself, to learn how much its runs differ and whether a known slow-down shows. */
export const command = defineCommand<AaArguments>({
  build: (parser, language) => {
    const say = (key: Parameters<typeof message>[1]) => message(language, key);
    const several = (key: "system" | "workload") =>
      ({ type: "string", array: true, nargs: 1, describe: say(`cli.option.aa-${key}`) }) as const;
    return parser
      .positional("suite", { type: "string", demandOption: true, describe: say("cli.argument.suite") })
      .option("runs", { type: "number", default: ADVISED_NOISE_RUNS, describe: say("cli.option.runs") })
      .option("control", { type: "string", describe: say("cli.option.aa-control") })
      .option("system", several("system"))
      .option("workload", several("workload"))
      .option("history", historyOption(language))
      .option("results", { type: "string", default: "results", describe: say("cli.option.results") })
      .option("resume", { type: "boolean", default: false, describe: say("cli.option.resume") })
      .option("workers", { type: "number", describe: say("cli.option.workers") })
      .option("json", { type: "boolean", default: false, describe: say("cli.option.json") })
      .option("verbose", { type: "boolean", default: false, describe: say("cli.option.verbose") });
  },
  run: async (values, context) => {
    const workers = askedWorkers(values.workers);
    const slowdown = values.control === undefined ? undefined : readFraction("control", values.control);
    const read = await readSuite(values.suite, createVocabulary());
    const { runs, system: systems, workload: workloads, results: resultsDir, history, resume, verbose } = values;
    const suite = aaSuite(read, { runs, slowdown, systems, workloads });
    await makeHistoryFolder(history, NOISE_FILE);
    const result = await executeWithProgress(suite, { resultsDir, resume, workers, verbose }, context);
    if (result.interrupted) return EXIT.interrupted;
    const selection = { planHash: result.plan.hash, executionId: result.executionId };
    const results = await readResults(resultsDir, (ledger) => selectEntries(ledger, selection));
    const cells = measureNoise(results, selection, (id) => primaryMetricsOf(read.plan, id));
    for (const { measured } of cells) {
      if (measured !== undefined) await appendNoise(history, measured.entry, measured.fingerprint);
    }
    if (values.json) context.stdout.write(`${JSON.stringify(asJson(result, cells), undefined, 2)}\n`);
    else {
      const page = aaPage(read.plan.suite.title, cells, judgeResults(results, selection), context.language);
      context.stdout.write(renderPage(page, renderOptions(context.stdout, context.environment)));
    }
    sayWhatWasStored(cells, values, context);
    return exitCodeOf(result, cells);
  },
});

function asJson({ plan, executionId }: ExecutionResult, cells: readonly CellNoise[]): object {
  return {
    format: "tokwatt.aa",
    version: 1,
    suiteId: plan.suite.id,
    planHash: plan.hash,
    executionId,
    power: SHOWN_POWER,
    cells: cells.map(({ system, workload, primary, planned, used, measured, missing, isBlind, findings }) => ({
      systemId: system.id,
      workloadId: workload.id,
      primaryMetrics: primary.map(({ id }) => id),
      planned,
      used,
      noise: measured?.entry ?? null,
      /** Relative difference by metric and by runs a side. */
      detectable: Object.fromEntries(
        Object.entries(measured?.entry.metrics ?? {}).map(([id, noise]) => [id, detectableBy(noise)]),
      ),
      missing,
      ...(isBlind === undefined ? {} : { isBlind }),
      findings,
    })),
  };
}

function sayWhatWasStored(
  cells: readonly CellNoise[],
  { history, suite }: AaArguments,
  { language, stderr }: CommandContext,
): void {
  const stored = cells.filter(({ measured }) => measured !== undefined).length;
  const key = stored === 0 ? "cli.aa.nothing-stored" : "cli.aa.stored";
  stderr.write(`${message(language, key, { stored, cells: cells.length, history, suite })}\n`);
}

/** An interval against itself that excludes 1 comes about once in twenty times and fails nothing. */
function exitCodeOf({ runs }: ExecutionResult, cells: readonly CellNoise[]): ExitCode {
  const hasFailed = runs.some(({ state }) => state !== "complete");
  const isUseless = cells.length === 0 || cells.some(({ measured, isBlind }) => measured === undefined || isBlind);
  return hasFailed || isUseless ? EXIT.measurement : EXIT.ok;
}
