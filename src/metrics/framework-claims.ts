import type { MetricDefinition, TrainingView } from "../contract/metric.js";
import { absent } from "../model/estimate.js";
import { note } from "../model/finding.js";
import type { LocalizedText } from "../model/localized-text.js";
import type { StepClaim } from "../model/step-sample.js";
import { UNITS, type Unit } from "../model/unit.js";
import { trainingMetric } from "./training-metric.js";
import { metricValue, weakened } from "./values.js";

const WHAT = {
  tokens: {
    en: "tokens/s of the whole job",
    zh: "整个作业的 tokens/s",
  },
  flops: {
    en: "model FLOP/s of one device, by the framework's own formula; a device is what the framework counts: on Ascend a die",
    zh: "框架按自身公式给出的单设备模型 FLOP/s；设备按框架所计，在昇腾上为裸片",
  },
  mfu: {
    en: "MFU by the framework's own formula and peak",
    zh: "框架按自身公式与峰值给出的 MFU",
  },
} as const satisfies Record<string, LocalizedText>;

/** What the framework says of its own speed: shown beside ours, compared with nothing. */
export const frameworkClaims: readonly MetricDefinition[] = [
  claimed(
    "framework-tokens-per-second",
    { en: "Training throughput, as the framework says", zh: "训练吞吐量（框架自述）" },
    UNITS.tokensPerSecond,
    WHAT.tokens,
    ({ tokensPerSecond }) => tokensPerSecond,
  ),
  claimed(
    "framework-flops-per-device",
    { en: "Model FLOP/s per device, as the framework says", zh: "单设备模型 FLOP/s（框架自述）" },
    UNITS.flopPerSecondAsTera,
    WHAT.flops,
    ({ teraFlopsPerDevice }) => (teraFlopsPerDevice === undefined ? undefined : teraFlopsPerDevice * 1e12),
  ),
  claimed(
    "framework-mfu",
    { en: "MFU, as the framework says", zh: "MFU（框架自述）" },
    UNITS.fractionAsPercent,
    WHAT.mfu,
    ({ mfu }) => mfu,
  ),
];

function claimed(
  id: string,
  title: LocalizedText,
  unit: Unit,
  what: LocalizedText,
  of: (claim: StepClaim) => number | undefined,
): MetricDefinition {
  return trainingMetric({
    id,
    title,
    unit,
    better: "neither",
    group: "server",
    formula: {
      en: `${what.en}; mean over the measured reports that print it, each counted by the time that it gives its tokens`,
      zh: `${what.zh}；对打印该值的被测报告取均值，各按其所示速率下其 token 所需时间加权`,
    },
    source: "the framework's log; formulas behind such figures differ by a fifth between frameworks",
    needs: [],
    compute: (run) => {
      const claims = claimsOf(run, of);
      if (claims.length === 0) return absent(note("framework-does-not-say"));
      // A mean of rates over equal stretches of work is harmonic: all work over all time.
      const work = claims.reduce((sum, { tokens }) => sum + tokens, 0);
      const time = claims.reduce((sum, { tokens, rate }) => sum + tokens / rate, 0);
      return weakened(metricValue(run, work / time, claims.length), "imported");
    },
  });
}

function claimsOf({ measured }: TrainingView, of: (claim: StepClaim) => number | undefined) {
  return measured.flatMap(({ claim, tokens }) => {
    const rate = claim === undefined ? undefined : of(claim);
    return rate === undefined ? [] : [{ tokens, rate }];
  });
}
