import { telemetryFormats } from "../../src/power/parse/formats.js";
import type { FuzzTarget } from "./fuzz-target.js";
import { prometheusTarget } from "./page-target.js";
import { raplTarget } from "./rapl-target.js";
import { streamTarget } from "./stream-target.js";
import { telemetryTarget } from "./telemetry-target.js";

/** Every parser of text that a machine prints while it is measured. */
export const fuzzTargets: readonly FuzzTarget[] = [
  ...telemetryFormats.map(telemetryTarget),
  raplTarget,
  prometheusTarget,
  streamTarget,
];
