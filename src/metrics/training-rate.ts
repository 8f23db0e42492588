import type { TrainingView } from "../contract/metric.js";
import { type Absent, absent } from "../model/estimate.js";
import { warning } from "../model/finding.js";
import { modelFlopPerSecond } from "../model/flops/mfu.js";
import type { MetricValue } from "../model/metric-value.js";
import { windowSeconds } from "../model/time.js";
import { windowBounds } from "./step-stamps.js";
import { turnedBounds } from "./turned-bounds.js";
import { metricValue } from "./values.js";

/** Tokens per second of the whole job over the window. */
export function trainedPerSecond({ tokens, window }: TrainingView): number {
  return tokens / windowSeconds(window);
}

/** Model FLOP/s of one accelerator of the unit that the system counts. */
export function unitFlopPerSecond(run: TrainingView): number {
  const { flopsPerToken, facts } = run;
  return modelFlopPerSecond({ tokensPerSecond: trainedPerSecond(run), flopsPerToken, devices: facts.units });
}

/** Something per second of the window, with the bound that its edges have. */
export function trainingRate(run: TrainingView, perSecond: number): MetricValue | Absent {
  const bounds = windowBounds(run);
  if (bounds === undefined) return edgesTooLoose(run);
  return metricValue(run, perSecond, measuredSteps(run), turnedBounds(bounds));
}

export function edgesTooLoose({ edgeSeconds, window }: TrainingView): Absent {
  return absent(warning("step-edges-loose", { edgeSeconds, windowSeconds: windowSeconds(window) }));
}

/** Steps of the window, as the log counts them. */
export function measuredSteps({ measured }: TrainingView): number {
  return measured.reduce((sum, { steps }) => sum + steps, 0);
}
