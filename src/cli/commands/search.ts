import { judgeProbe } from "../../compare/judge-probe.js";
import { createMonotonicClock } from "../../load/monotonic-clock.js";
import { findingText, message } from "../../locales/catalogue.js";
import { InputError } from "../../model/errors.js";
import { EXIT, type ExitCode } from "../../model/exit-codes.js";
import type { Problem } from "../../model/problem.js";
import type { Probe, SearchAnswer, SearchQuestion } from "../../model/search.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { renderPage } from "../../report/renderers/terminal.js";
import { runSearch, type SearchResult } from "../../run/search/run-search.js";
import { type ReadSystem, readSystem } from "../../suite/read-system.js";
import { readWorkload, type WorkloadReading } from "../../suite/read-workload.js";
import { askedWorkers } from "../asked-workers.js";
import { type CommandContext, defineCommand } from "../command.js";
import { findSystemFile, findWorkloadFile } from "../find-listed-file.js";
import { renderOptions } from "../render-options.js";
import { searchPage } from "../search-page.js";
import { type SearchArguments, searchQuestion } from "../search-question.js";
import { createStopSignal } from "../stop-signal.js";
import { createVocabulary } from "../vocabulary.js";

interface CommandArguments extends SearchArguments {
  readonly system: string;
  readonly workload: string;
  readonly results: string;
  readonly resume: boolean;
  readonly workers?: number | undefined;
  readonly json: boolean;
  readonly verbose: boolean;
}

const DEFAULTS = { share: 0.99, resolution: 0.01, rounds: 4, seed: 1 };

/** `tokwatt search SYSTEM WORKLOAD`: the highest rate or concurrency at which the workload's service level is met. */
export const command = defineCommand<CommandArguments>({
  build: (parser, language) => {
    const number = (key: keyof typeof DEFAULTS) =>
      ({ type: "number", default: DEFAULTS[key], describe: message(language, `cli.option.${key}`) }) as const;
    return parser
      .positional("system", { type: "string", demandOption: true, describe: message(language, "cli.argument.system") })
      .positional("workload", {
        type: "string",
        demandOption: true,
        describe: message(language, "cli.argument.workload"),
      })
      .option("low", { type: "number", describe: message(language, "cli.option.low") })
      .option("high", { type: "number", describe: message(language, "cli.option.high") })
      .option("share", number("share"))
      .option("resolution", number("resolution"))
      .option("rounds", number("rounds"))
      .option("seed", number("seed"))
      .option("results", { type: "string", default: "results", describe: message(language, "cli.option.results") })
      .option("resume", { type: "boolean", default: false, describe: message(language, "cli.option.resume-search") })
      .option("workers", { type: "number", describe: message(language, "cli.option.workers") })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") })
      .option("verbose", { type: "boolean", default: false, describe: message(language, "cli.option.verbose") });
  },
  run: async (values, context) => {
    const workers = askedWorkers(values.workers);
    const system = await readSystem(await findSystemFile(values.system, context.workingDir), createVocabulary());
    const workloadFile = await findWorkloadFile(values.workload, context.workingDir);
    const { workload, problems, files } = await readWorkload(workloadFile);
    if (workload === undefined) throw new InputError(problems);
    if (workload.kind === "training") throw new InputError([notOfTraining(workload, workloadFile)]);
    if (system.spec.serving === undefined) throw new InputError([notServing(system, workload)]);
    const question = searchQuestion(system.spec, workload, workloadFile, values);
    const result = await search(question, system, { workload, files }, { ...values, workers }, context);
    show(result, system, values, context);
    return result.interrupted ? EXIT.interrupted : exitCodeOf(result.record.answer);
  },
});

function notOfTraining({ id }: TrainingWorkload, file: string): Problem {
  return { code: "search-not-of-training", data: { workload: id }, hint: "search-of-inference", file };
}

function notServing({ spec }: ReadSystem, { id }: InferenceWorkload): Problem {
  return { code: "system-serves-nothing", data: { system: spec.id, workload: id }, hint: "add-serving" };
}

async function search(
  question: SearchQuestion,
  system: ReadSystem,
  { workload, files }: Pick<WorkloadReading, "files"> & { readonly workload: InferenceWorkload },
  { results, resume, workers, verbose }: CommandArguments,
  context: CommandContext,
): Promise<SearchResult> {
  const { language, stderr, environment } = context;
  const say = (text: string) => void stderr.write(`${text}\n`);
  const stop = createStopSignal(context, () => say(message(language, "cli.run.stopping")));
  try {
    return await runSearch({
      question,
      system,
      workload,
      files: new Map(files.map(({ sha256, path }) => [sha256, path])),
      judge: (record) => judgeProbe(record, question.share),
      resultsDir: results,
      resume,
      workers,
      signal: stop.signal,
      environment,
      createClock: createMonotonicClock,
      observer: {
        started: () => undefined,
        trialStarted: () => undefined,
        trialEnded: () => undefined,
        log: (line) => {
          if (verbose) say(line);
        },
      },
      started: ({ probes }) => {
        const data = { system: system.spec.id, workload: workload.id, results, probes: probes.length };
        say(message(language, probes.length > 0 ? "cli.search.resumed" : "cli.search.started", data));
      },
      probeEnded: (probe) => say(probeLine(question, probe, context)),
    });
  } finally {
    stop.release();
  }
}

/** A probe as it ended, for who watches. */
function probeLine(question: SearchQuestion, probe: Probe, { language }: CommandContext): string {
  const { round, value, outcome, shareWithinSlo, reasons } = probe;
  const line = message(language, shareWithinSlo === undefined ? "cli.search.probe" : "cli.search.probe-share", {
    round,
    rounds: question.rounds,
    value,
    unit: message(language, `cli.search.unit.${question.of}`),
    share: shareWithinSlo ?? 0,
    outcome: message(language, `cli.search.outcome.${outcome}`),
  });
  const [reason] = reasons;
  return outcome === "unusable" && reason !== undefined ? `${line}\n  ${findingText(language, reason)}` : line;
}

function show(
  { record, path, interrupted }: SearchResult,
  { adapter }: ReadSystem,
  { json }: CommandArguments,
  { language, stdout, stderr, environment }: CommandContext,
): void {
  const { name, version, provenance, label } = adapter;
  const stamp = { name, version, provenance, label };
  if (json) stdout.write(`${JSON.stringify({ ...record, adapter: stamp }, undefined, 2)}\n`);
  else stdout.write(renderPage(searchPage(record, stamp, language), renderOptions(stdout, environment)));
  const key = interrupted ? "cli.search.interrupted" : "cli.search.written";
  stderr.write(`${message(language, key, { file: path })}\n`);
}

/** An answer outside of what was searched is none; a client or a system that stood in the way is a failed measurement. */
function exitCodeOf(answer: SearchAnswer | undefined): ExitCode {
  if (answer?.kind === "found") return EXIT.ok;
  return answer === undefined || answer.kind === "stopped" ? EXIT.measurement : EXIT.inconclusive;
}
