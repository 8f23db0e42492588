import { createMonotonicClock } from "../../load/monotonic-clock.js";
import { findingText, message } from "../../locales/catalogue.js";
import { InputError } from "../../model/errors.js";
import { EXIT, type ExitCode } from "../../model/exit-codes.js";
import type { CheckResult } from "../../run/doctor/check-result.js";
import { type DoctorReport, examineSystem } from "../../run/doctor/examine-system.js";
import { type ReadSystem, readSystem } from "../../suite/read-system.js";
import { type CommandContext, defineCommand } from "../command.js";
import { checkLine, countStatuses } from "../doctor-page.js";
import { findSystemFile } from "../find-listed-file.js";
import { renderOptions } from "../render-options.js";
import { createStopSignal } from "../stop-signal.js";
import { createVocabulary } from "../vocabulary.js";

interface DoctorArguments {
  readonly system: string;
  readonly seconds: number;
  readonly json: boolean;
  readonly verbose: boolean;
}

const DEFAULT_SECONDS = 5;

/** `tokwatt doctor SYSTEM`: opens a system and looks at everything that a run rests on, one line each. */
export const command = defineCommand<DoctorArguments>({
  build: (parser, language) =>
    parser
      .positional("system", { type: "string", demandOption: true, describe: message(language, "cli.argument.system") })
      .option("seconds", {
        type: "number",
        default: DEFAULT_SECONDS,
        describe: message(language, "cli.option.seconds"),
      })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") })
      .option("verbose", { type: "boolean", default: false, describe: message(language, "cli.option.verbose") }),
  run: async (values, context) => {
    const { seconds, json } = values;
    if (!(seconds > 0)) {
      throw new InputError([{ code: "seconds-not-positive", data: { received: String(seconds) } }]);
    }
    const file = await findSystemFile(values.system, context.workingDir);
    const system = await readSystem(file, createVocabulary());
    const results: CheckResult[] = [];
    const { report, interrupted } = await examine(file, system, values, context, (result) => {
      results.push(result);
      if (!json) printResult(result, context);
    });
    if (json) printJson(system, results, report, context);
    else printSummary(results, context);
    if (interrupted) context.stderr.write(`${message(context.language, "cli.doctor.interrupted")}\n`);
    return exitCodeOf(results, interrupted);
  },
});

async function examine(
  file: string,
  system: ReadSystem,
  { seconds, verbose }: DoctorArguments,
  context: CommandContext,
  report: (result: CheckResult) => void,
): Promise<{ readonly report: DoctorReport; readonly interrupted: boolean }> {
  const { language, stderr, environment } = context;
  const stop = createStopSignal(context, () => stderr.write(`${message(language, "cli.doctor.stopping")}\n`));
  try {
    const found = await examineSystem({
      file,
      system,
      meterSeconds: seconds,
      clock: createMonotonicClock(),
      signal: stop.signal,
      environment,
      report,
      step: (step) => void stderr.write(`${message(language, `cli.doctor.${step}`, { seconds })}\n`),
      log: (line) => {
        if (verbose) stderr.write(`${line}\n`);
      },
    });
    return { report: found, interrupted: stop.signal.aborted };
  } finally {
    stop.release();
  }
}

function printResult(result: CheckResult, { language, stdout, environment }: CommandContext): void {
  stdout.write(checkLine(result, language, renderOptions(stdout, environment)));
}

function printSummary(results: readonly CheckResult[], { language, stdout }: CommandContext): void {
  stdout.write(`\n${message(language, "cli.doctor.summary", countStatuses(results))}\n`);
}

function printJson(
  { spec, adapter }: ReadSystem,
  results: readonly CheckResult[],
  { devices, description }: DoctorReport,
  { language, stdout }: CommandContext,
): void {
  const output = {
    format: "tokwatt.doctor",
    version: 1,
    system: { id: spec.id, hash: spec.hash, adapter: adapter.name, adapterVersion: adapter.version },
    counts: countStatuses(results),
    checks: results.map(({ check, endpoint, status, finding }) => {
      return { check, endpoint, status, code: finding.code, data: finding.data, text: findingText(language, finding) };
    }),
    meters: devices,
    description,
  };
  stdout.write(`${JSON.stringify(output, undefined, 2)}\n`);
}

function exitCodeOf(results: readonly CheckResult[], interrupted: boolean): ExitCode {
  if (interrupted) return EXIT.interrupted;
  return results.some(({ status }) => status === "failed") ? EXIT.measurement : EXIT.ok;
}
