import { join } from "node:path";
import { judgeValidity } from "../../compare/validity.js";
import { createMonotonicClock } from "../../load/monotonic-clock.js";
import { message } from "../../locales/catalogue.js";
import { InputError } from "../../model/errors.js";
import { EXIT } from "../../model/exit-codes.js";
import { CALIBRATION_FILE, type Calibration, writeCalibration } from "../../records/calibration.js";
import { renderPage } from "../../report/renderers/terminal.js";
import { type CalibrationStep, calibrate } from "../../run/calibrate/calibrate.js";
import { defaultLimits } from "../../suite/default-limits.js";
import { askedWorkers } from "../asked-workers.js";
import { calibrationPage } from "../calibration-page.js";
import { type CommandContext, defineCommand } from "../command.js";
import { formatDuration } from "../format-duration.js";
import { renderOptions } from "../render-options.js";
import { createStopSignal } from "../stop-signal.js";

interface CalibrateArguments {
  readonly results: string;
  readonly workers: number;
  readonly seconds: number;
  readonly json: boolean;
}

const DEFAULT_SECONDS = 1.5;
/** Loads that are usually tried, and what each takes beside its window; to say how long it will take. */
const USUAL_PROBES = 18;
const PROBE_OVERHEAD_SECONDS = 1.8;

/** `tokwatt calibrate`: finds what this machine's client can carry, and keeps it for the runs that come. */
export const command = defineCommand<CalibrateArguments>({
  build: (parser, language) =>
    parser
      .option("results", {
        type: "string",
        default: "results",
        describe: message(language, "cli.option.calibration-results"),
      })
      .option("workers", {
        type: "number",
        default: 1,
        describe: message(language, "cli.option.calibration-workers"),
      })
      .option("seconds", {
        type: "number",
        default: DEFAULT_SECONDS,
        describe: message(language, "cli.option.probe-seconds"),
      })
      .option("json", { type: "boolean", default: false, describe: message(language, "cli.option.json") }),
  run: async (values, context) => {
    const { language, stderr } = context;
    const workers = askedWorkers(values.workers) ?? 1;
    if (!(values.seconds > 0)) {
      throw new InputError([{ code: "seconds-not-positive", data: { received: String(values.seconds) } }]);
    }
    const stop = createStopSignal(context, () => stderr.write(`${message(language, "cli.calibrate.stopping")}\n`));
    try {
      const time = formatDuration(USUAL_PROBES * (values.seconds + PROBE_OVERHEAD_SECONDS));
      stderr.write(`${message(language, "cli.calibrate.started", { time })}\n`);
      const calibration = await calibrate({
        workers,
        seconds: values.seconds,
        signal: stop.signal,
        judge: (record) => judgeValidity(record).validity,
        calibratedAt: new Date(createMonotonicClock().wallUnixMs()).toISOString(),
        observe: (step) => stderr.write(`${stepText(step, context)}\n`),
      });
      await writeCalibration(values.results, calibration);
      show(calibration, values, context);
      return EXIT.ok;
    } catch (error) {
      if (!stop.signal.aborted) throw error;
      stderr.write(`${message(language, "cli.calibrate.interrupted")}\n`);
      return EXIT.interrupted;
    } finally {
      stop.release();
    }
  },
});

function stepText({ of, perSecond, isHeld }: CalibrationStep, { language }: CommandContext): string {
  const held = message(language, isHeld ? "cli.calibrate.held" : "cli.calibrate.not-held");
  return message(language, `cli.calibrate.step.${of}`, { perSecond: Math.round(perSecond), held });
}

function show(calibration: Calibration, { results, json }: CalibrateArguments, context: CommandContext): void {
  const { language, stdout, environment } = context;
  if (json) {
    stdout.write(`${JSON.stringify(calibration, undefined, 2)}\n`);
    return;
  }
  stdout.write(renderPage(calibrationPage(calibration, language), renderOptions(stdout, environment)));
  const { ceilingShareDegraded: degraded, ceilingShareInvalid: invalid } = defaultLimits;
  const file = join(results, CALIBRATION_FILE);
  stdout.write(`\n${message(language, "cli.calibrate.written", { file, degraded, invalid })}\n`);
}
