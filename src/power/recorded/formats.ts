import type { Boundary, MeterAccuracy } from "../../model/boundary.js";
import type { ChipKind } from "../../model/system.js";
import { NVIDIA_SMI_ACCURACY } from "../nvidia-smi/traces.js";
import { nvidiaSmiQueryFormat } from "../parse/nvidia-smi-query.js";
import { plainWattsFormat, readPlainTime } from "../parse/plain-watts.js";
import type { TelemetryFormat } from "../telemetry-parser.js";
import { createNvidiaSmiLabels } from "./nvidia-smi-labels.js";

/** Formats whose lines say when they were written. */
export const RECORDED_FORMATS = ["nvidia-smi-query", "plain"] as const;
export type RecordedFormatName = (typeof RECORDED_FORMATS)[number];

/** What a line says beside its readings. */
export interface LineLabel {
  /** When it was written, in milliseconds since 1970. */
  readonly unixMs: number;
  /** Name of the chip. */
  readonly chip?: string | undefined;
}

/** Reads the label of a line, of all lines in order; `undefined` for one without a time. */
export type LineLabels = (text: string) => LineLabel | undefined;

export interface RecordedFormat {
  readonly format: TelemetryFormat;
  createLabels(): LineLabels;
  /** False where the times are local ones. */
  readonly isUtc: boolean;
  /** What the traces are, unless the options say otherwise. */
  readonly meter: {
    readonly source: string;
    readonly kind?: ChipKind | undefined;
    readonly boundary?: Boundary | undefined;
    readonly averagingSeconds: number;
    readonly accuracy: MeterAccuracy | "unknown";
  };
}

/** What is known of each; a new one is an entry here. */
export const recordedFormats: Readonly<Record<RecordedFormatName, RecordedFormat>> = {
  "nvidia-smi-query": {
    format: nvidiaSmiQueryFormat,
    createLabels: createNvidiaSmiLabels,
    isUtc: false,
    meter: {
      source: "nvidia-smi",
      kind: "gpu",
      boundary: "board",
      averagingSeconds: 1,
      accuracy: NVIDIA_SMI_ACCURACY,
    },
  },
  plain: {
    format: plainWattsFormat,
    createLabels: () => (text) => {
      const unixMs = readPlainTime(text);
      return unixMs === undefined ? undefined : { unixMs };
    },
    isUtc: true,
    meter: { source: "recorded-telemetry", averagingSeconds: 0, accuracy: "unknown" },
  },
};
