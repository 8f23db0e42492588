import { join } from "node:path";
import { type Mfu, mfu } from "../../src/model/flops/mfu.js";
import { modelFlopsPerToken } from "../../src/model/flops/model-flops.js";
import { findPeak, type PeakPrecision } from "../../src/model/flops/peaks.js";
import type { ModelArchitecture } from "../../src/model/model-architecture.js";
import { readModel } from "../../src/suite/models/read-model.js";
import { type KnownShape, type RowClass, shapeOf } from "./known-shapes.js";
import { type PublishedRow, publishedRows } from "./published-rows.js";

/** A published row beside what tokwatt computes from its tokens/s. */
export interface ComparedRow {
  readonly row: PublishedRow;
  readonly class: RowClass;
  /** Model FLOP/s of one device in 10^12 by tokwatt's formula. */
  readonly teraFlops: number;
  /** Of ours from the published figure: 0.01 is 1 % above it. */
  readonly deviation: number;
  /** The same of the model that the publisher counted, where that is another than the one trained. */
  readonly countedDeviation?: number | undefined;
  /** By how much the two published figures may be off because they are rounded, relative to the figure. */
  readonly rounding: number;
  readonly mfu: Mfu;
}

export interface UncoveredRow {
  readonly row: PublishedRow;
  readonly reason: string;
}

export interface Comparison {
  readonly compared: readonly ComparedRow[];
  readonly uncovered: readonly UncoveredRow[];
}

const PEAK_DEVICES: Readonly<Record<string, string>> = {
  "DGX-H100": "h100-sxm",
  "DGX-B200": "b200-sxm",
  "DGX-B300": "b300-sxm",
  "DGX-GB200": "gb200",
  "DGX-GB300": "gb300",
};

/** Compares every row of the published file, in its order. */
export async function comparePublishedRows(): Promise<Comparison> {
  const compared: ComparedRow[] = [];
  const uncovered: UncoveredRow[] = [];
  const architectures = new Map<string, ModelArchitecture>();
  for (const row of await publishedRows()) {
    const shape = shapeOf(row);
    if ("reason" in shape) {
      uncovered.push({ row, reason: shape.reason });
      continue;
    }
    const { modelId } = shape;
    const architecture =
      architectures.get(modelId) ?? (await readModel(join("benchmarks/models", `${modelId}.yaml`))).architecture;
    architectures.set(modelId, architecture);
    compared.push(comparedRow(row, shape, architecture));
  }
  return { compared, uncovered };
}

function comparedRow(row: PublishedRow, shape: KnownShape, inFile: ModelArchitecture): ComparedRow {
  const { change, countedAs, options } = shape;
  const architecture = change === undefined ? inFile : change(inFile);
  const flopsOf = (model: ModelArchitecture): number => modelFlopsPerToken(model, row.sequenceLengthTokens, options);
  const deviationOf = (model: ModelArchitecture): number =>
    (row.tokensPerSecond * flopsOf(model)) / (row.teraFlops * 1e12) - 1;
  const flopsPerToken = flopsOf(architecture);
  return {
    row,
    class: shape.class,
    teraFlops: (row.tokensPerSecond * flopsPerToken) / 1e12,
    deviation: deviationOf(architecture),
    countedDeviation: countedAs === undefined ? undefined : deviationOf(countedAs(architecture)),
    rounding: roundingOf(row),
    mfu: mfu({
      tokensPerSecond: row.tokensPerSecond * row.devices,
      flopsPerToken,
      devices: row.devices,
      unit: "package",
      peak: peakOf(row),
    }),
  };
}

/** The peak of the number format of the matrix multiplications, of which a few layers of every recipe are none. */
function peakOf({ system, precision }: PublishedRow) {
  const format: PeakPrecision = precision.startsWith("BF16") ? "bf16" : precision.includes("FP4") ? "fp4" : "fp8";
  const peak = findPeak(PEAK_DEVICES[system] ?? "", format);
  if (peak === undefined) throw new Error(`no peak of ${system} in ${precision}`);
  return peak;
}

/**
 * Half of the last place of both figures. The releases 26.04.01, 26.06.01 and 26.08 made tokens/s from whole samples/s of the
 * job, so that their last place is `sequence length / devices` tokens/s: all 42 of their figures are multiples of it, and 2 of
 * the 122 of other releases, by chance.
 */
function roundingOf({ tokensPerSecond, teraFlops, sequenceLengthTokens, devices }: PublishedRow): number {
  const oneSample = sequenceLengthTokens / devices;
  const lastPlace = oneSample > 1 && tokensPerSecond % oneSample === 0 ? oneSample : 1;
  return lastPlace / 2 / tokensPerSecond + 0.5 / teraFlops;
}
