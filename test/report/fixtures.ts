import type { Comparison, ComparisonRow, ListedRun, RatioEstimate, SystemValues } from "../../src/model/comparison.js";
import { absent, type Estimate, type SystematicBound } from "../../src/model/estimate.js";
import { note, warning } from "../../src/model/finding.js";
import type { Judgement } from "../../src/model/judgement.js";
import type { Provenance } from "../../src/model/provenance.js";
import type { AdapterStamp } from "../../src/model/run-record.js";
import type { SystemSummary } from "../../src/model/system-summary.js";
import { UNITS } from "../../src/model/unit.js";

/** Runs of each side; the fixtures' figures are what one would get with them, to the digits that reports show. */
const RUNS = [1, 2, 3, 4, 5];
const HASH = "0123456789abcdef".repeat(4);
const EXECUTION = "quickstart-01234567-20261122t120000z";

export const MOCK: AdapterStamp = {
  name: "mock",
  version: "0.1.0",
  provenance: "simulated",
  label: { en: "mock", zh: "模拟" },
};
export const REAL: AdapterStamp = { name: "gpu", version: "0.1.0", provenance: "measured" };

export function estimate(point: number, halfWidth: number): Estimate {
  return {
    kind: "estimate",
    point,
    low: point - halfWidth,
    high: point + halfWidth,
    confidence: 0.95,
    method: "mean-log-t",
    n: RUNS.length,
    systematic: [],
  };
}

export function values(
  systemId: string,
  summary: SystemValues["summary"],
  provenance: Provenance = "simulated",
): SystemValues {
  const value = summary.kind === "absent" ? undefined : summary.point;
  return {
    systemId,
    summary,
    provenance,
    runs: RUNS.map((repeat) => ({
      runId: runId(systemId, repeat),
      value:
        value === undefined
          ? absent(warning("power-not-metered"))
          : { kind: "value", value, count: 100, provenance, systematic: [] },
    })),
  };
}

export function ratio(
  point: number,
  [low, high]: readonly [number, number],
  [lowWithSystematic, highWithSystematic]: readonly [number, number] = [low, high],
  systematic: RatioEstimate["systematic"] = { candidate: [], baseline: [] },
): RatioEstimate {
  return {
    kind: "ratio",
    ratio: point,
    low,
    high,
    lowWithSystematic,
    highWithSystematic,
    confidence: 0.95,
    p: 0.001,
    degreesOfFreedom: 7.9,
    method: "welch-log",
    systematic,
  };
}

export const OUTPUT_THROUGHPUT: ComparisonRow = {
  metricId: "output-tokens-per-second",
  title: { en: "Output throughput", zh: "输出吞吐量" },
  unit: UNITS.tokensPerSecond,
  better: "higher",
  group: "throughput",
  formula: {
    en: "output tokens of the events inside the window / length of the window",
    zh: "窗口内事件的输出 token 数 / 窗口时长",
  },
  primary: true,
  margin: 0.02,
  candidate: values("mock-ascend", estimate(2162.4, 30.2)),
  baseline: values("mock-gpu", estimate(2000.1, 28.4)),
  ratio: ratio(1.0812, [1.0662, 1.0965]),
  verdict: "better",
  reasons: [],
};

const METER: SystematicBound = {
  kind: "meter",
  factorLow: 0.98,
  factorHigh: 1.02,
  assumed: false,
  source: "data sheet of the mock meter",
};

export const TOKENS_PER_JOULE: ComparisonRow = {
  metricId: "tokens-per-joule",
  title: { en: "Output tokens per joule", zh: "每焦耳输出 token 数" },
  unit: UNITS.tokensPerJoule,
  better: "higher",
  group: "energy",
  formula: {
    en: "output tokens inside the window / joules of the same window",
    zh: "窗口内输出 token 数 / 同一窗口能耗",
  },
  primary: true,
  margin: 0.02,
  candidate: values("mock-ascend", estimate(0.98765, 0.0112)),
  baseline: values("mock-gpu", estimate(1.4112, 0.0153)),
  ratio: ratio(0.69987, [0.6888, 0.7111], [0.6618, 0.7401], {
    candidate: [METER],
    baseline: [{ ...METER, assumed: true, source: "suite" }],
  }),
  verdict: "worse",
  reasons: [],
};

export const TTFT_P99: ComparisonRow = {
  metricId: "ttft.p99",
  title: { en: "Time to first token (TTFT), p99", zh: "首 token 时延（TTFT）（p99）" },
  unit: UNITS.secondsAsMilliseconds,
  better: "lower",
  group: "latency",
  formula: {
    en: "p99 of: first event with text - scheduled time, over requests scheduled in the measure phase",
    zh: "p99：首个含文本事件的时刻 − 计划发送时刻",
  },
  primary: false,
  margin: 0.1,
  candidate: values(
    "mock-ascend",
    absent(warning("too-few-observations", { count: 120, needed: 299, percentile: "p99" })),
  ),
  baseline: values("mock-gpu", absent(warning("too-few-observations", { count: 118, needed: 299, percentile: "p99" }))),
  ratio: absent(warning("too-few-observations", { count: 120, needed: 299, percentile: "p99" })),
  verdict: "inconclusive",
  reasons: [],
};

export const MEAN_WATTS: ComparisonRow = {
  metricId: "mean-watts",
  title: { en: "Mean power", zh: "平均功率" },
  unit: UNITS.watts,
  better: "neither",
  group: "energy",
  formula: { en: "joules inside the window / length of the window", zh: "窗口能耗 / 窗口时长" },
  primary: false,
  margin: 0.02,
  candidate: values("mock-ascend", estimate(2189.1, 12.3)),
  baseline: values("mock-gpu", estimate(1417.3, 9.9)),
  ratio: ratio(1.5446, [1.5301, 1.5592]),
  verdict: "none",
  reasons: [],
};

export function runId(systemId: string, repeat: number): string {
  const place = String((repeat - 1) * 2 + (systemId === "mock-gpu" ? 1 : 0)).padStart(3, "0");
  return `${EXECUTION}-${place}-${systemId}--chat-demo--${repeat}`;
}

export function run(systemId: string, repeat: number, changes: Partial<ListedRun> = {}): ListedRun {
  return {
    runId: runId(systemId, repeat),
    trialId: `${systemId}--chat-demo--${repeat}`,
    systemId,
    workloadId: "chat-demo",
    repeat,
    startedAt: `2026-11-22T12:00:${String(repeat * 5).padStart(2, "0")}.000Z`,
    validity: "valid",
    findings: [],
    used: true,
    ...changes,
  };
}

/** What `COMPARISON` says of the energy of its candidate. */
export const BRIDGED = note("energy-bridged", {
  system: "mock-ascend",
  metered: "package",
  boundary: "board",
  meter: "meter-board",
  wattsLow: 60,
  wattsHigh: 100,
  source: "invented for this mock",
  below: 0.0091,
  above: 0.0093,
});

/** Two mock systems on a demonstration window: one better in speed, one in energy; one run left out. */
export const COMPARISON: Comparison = {
  format: "tokwatt.comparison",
  version: 1,
  planHash: HASH,
  suiteTitle: { en: "Quickstart", zh: "快速入门" },
  executionId: EXECUTION,
  workload: { id: "chat-demo", title: { en: "Interactive chat", zh: "交互式对话" }, hash: HASH },
  candidate: {
    systemId: "mock-ascend",
    title: { en: "Mock A (Ascend-like)", zh: "模拟系统 A（类昇腾）" },
    accelerators: { count: 16, name: "mock accelerator A", unit: "die" },
    topology: { diesPerPackage: 2, packagesPerNode: 8, nodes: 1, scaleUp: "invented links" },
    metering: [{ boundary: "package", sources: ["mock-meter"], meters: 1, rateHz: 19.97 }],
    adapter: MOCK,
  },
  baseline: {
    systemId: "mock-gpu",
    title: { en: "Mock B (GPU-like)", zh: "模拟系统 B（类 GPU）" },
    accelerators: { count: 8, name: "mock accelerator B", unit: "package" },
    metering: [{ boundary: "board", sources: ["mock-meter"], meters: 1, rateHz: 20 }],
    adapter: MOCK,
  },
  analysis: "welch",
  confidence: 0.95,
  stamps: [{ kind: "demonstration" }, { kind: "not-measured", label: { en: "mock", zh: "模拟" } }],
  boundary: "board",
  energyBasis: [BRIDGED],
  differences: [warning("unit-differs", { candidate: "die", baseline: "package" })],
  rows: [OUTPUT_THROUGHPUT, TTFT_P99, TOKENS_PER_JOULE, MEAN_WATTS],
  runs: [
    ...RUNS.flatMap((repeat) => [run("mock-ascend", repeat), run("mock-gpu", repeat)]),
    run("mock-gpu", 6, {
      validity: "invalid",
      findings: [warning("event-loop-late", { value: "61", limit: "50" })],
      used: false,
      leftOut: warning("run-invalid"),
    }),
  ],
  caveats: [warning("demonstration-window", { seconds: 60, samples: 60 }), note("one-machine-each")],
};

/** The same figures as if they had been measured on real hardware with full windows. */
export const MEASURED: Comparison = {
  ...COMPARISON,
  candidate: { ...COMPARISON.candidate, adapter: REAL },
  baseline: { ...COMPARISON.baseline, adapter: REAL },
  stamps: [],
  rows: COMPARISON.rows.map((row) => ({
    ...row,
    candidate: measured(row.candidate),
    baseline: measured(row.baseline),
  })),
};

function measured({ systemId, summary }: SystemValues): SystemValues {
  return values(systemId, summary, "measured");
}

/** A judgement of nothing but comparisons. */
export function only(...comparisons: readonly Comparison[]): Judgement {
  return { comparisons, summaries: [] };
}

/** The candidate of `COMPARISON` alone. */
export const SUMMARY: SystemSummary = {
  format: "tokwatt.summary",
  version: 1,
  planHash: COMPARISON.planHash,
  suiteTitle: COMPARISON.suiteTitle,
  executionId: COMPARISON.executionId,
  workload: COMPARISON.workload,
  system: COMPARISON.candidate,
  confidence: COMPARISON.confidence,
  stamps: COMPARISON.stamps,
  boundary: COMPARISON.boundary,
  rows: COMPARISON.rows.map(({ metricId, title, group, unit, better, formula, candidate }) => {
    return { metricId, title, group, unit, better, formula, values: candidate };
  }),
  runs: COMPARISON.runs.filter((run) => run.systemId === COMPARISON.candidate.systemId),
  caveats: [],
};
