import { type ComparedRow, comparePublishedRows, type UncoveredRow } from "../published/compare-rows.js";
import type { RowClass } from "../published/known-shapes.js";
import type { PublishedRow } from "../published/published-rows.js";
import { type Figure, proveClaim } from "./claim.js";

/** How far our FLOP/s may lie from the published ones, computed from the published tokens/s. */
const CLOSE = 0.01;
const SMALLEST_DENSE_SHARE = 0.9;

await proveClaim({ name: "model FLOP/s against published ones", defaults: { seed: 1, runs: 1 }, measure });

/** Nothing here is drawn or timed: seed and runs change nothing. */
async function measure(): Promise<readonly Figure[]> {
  const { compared, uncovered } = await comparePublishedRows();
  const of = (name: RowClass): readonly ComparedRow[] => compared.filter((row) => row.class === name);
  const [recounted, asCounted] = [
    of("gpt-oss").filter(({ countedDeviation }) => countedDeviation !== undefined),
    of("gpt-oss").filter(({ countedDeviation }) => countedDeviation === undefined),
  ];
  const far = compared.filter(({ class: name, deviation }) => name === "dense" && Math.abs(deviation) > CLOSE);
  return [
    ...compared.map(rowFigure),
    ...uncovered.map(uncoveredFigure),
    {
      name: "dense pre-training and fine-tuning: share of rows within 1 %",
      value: shareWithin(of("dense")),
      atLeast: SMALLEST_DENSE_SHARE,
      beside: `${of("dense").length} rows, ${far.length} beyond`,
    },
    {
      name: "dense rows beyond 1 % by more than their own rounding",
      value: far.filter(({ deviation, rounding }) => Math.abs(deviation) > rounding).length,
      atMost: 0,
      beside: "tokens/s of some releases are whole samples/s of the job, see benchmarks/published/compare-rows.ts",
    },
    largest("Qwen3: largest deviation", of("qwen3")),
    largest("DeepSeek-V3 with its prediction layer, 2 rows without: largest deviation", of("deepseek-v3")),
    largest("Kimi K2: largest deviation", of("kimi-k2")),
    largest("LoRA, gradients of frozen weights not computed: largest deviation", of("lora")),
    largest("gpt-oss since 26.06: largest deviation", asCounted),
    {
      ...largest("gpt-oss until 26.04: largest deviation from what was counted", recounted, counted),
      beside: `${recounted.length} rows, counted as if not gated and without the window; by our formula off by ${percent(
        Math.max(...recounted.map(({ deviation }) => deviation)),
      )} at most`,
    },
    { name: "rows compared", value: compared.length },
    { name: "rows of a shape that the formula does not cover", value: uncovered.length },
  ];
}

function counted({ countedDeviation = Number.NaN }: ComparedRow): number {
  return countedDeviation;
}

function shareWithin(rows: readonly ComparedRow[]): number {
  return rows.filter(({ deviation }) => Math.abs(deviation) <= CLOSE).length / rows.length;
}

/** NaN, which clears no bar, where there are no rows. */
function largest(
  name: string,
  rows: readonly ComparedRow[],
  deviationOf = ({ deviation }: ComparedRow): number => deviation,
): Figure {
  const value = rows.length === 0 ? Number.NaN : Math.max(...rows.map((row) => Math.abs(deviationOf(row))));
  return { name, value, atMost: CLOSE, beside: `${rows.length} rows` };
}

/** Rows are shown, not judged one by one. */
function rowFigure({ row, deviation, countedDeviation, rounding, teraFlops, mfu }: ComparedRow): Figure {
  const { peak, share } = mfu;
  const parts = [
    `${row.tokensPerSecond} tok/s -> ${teraFlops.toFixed(1)} TFLOP/s, published ${row.teraFlops}`,
    `rounding ${percent(rounding)}`,
    ...(countedDeviation === undefined ? [] : [`as they counted ${percent(countedDeviation)}`]),
    `MFU ${(100 * share).toFixed(1)} % of ${peak.flopPerSecond / 1e12} (${peak.precision}, ${peak.per})`,
  ];
  return { name: `${title(row)}: deviation in %`, value: 100 * deviation, beside: parts.join("; ") };
}

function uncoveredFigure({ row, reason }: UncoveredRow): Figure {
  const beside = `${row.tokensPerSecond} tok/s, published ${row.teraFlops} TFLOP/s; not covered: ${reason}`;
  return { name: `${title(row)}: published GFLOP/token`, value: (1e3 * row.teraFlops) / row.tokensPerSecond, beside };
}

function title({ system, devices, model, precision, task, release, sequenceLengthTokens }: PublishedRow): string {
  return `${release} ${devices} x ${system} ${model} ${precision} ${task} at ${sequenceLengthTokens}`;
}

function percent(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}
