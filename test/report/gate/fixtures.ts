import type { Stamp } from "../../../src/model/comparison.js";
import { EXIT } from "../../../src/model/exit-codes.js";
import { failure, note, warning } from "../../../src/model/finding.js";
import type { GateChange, GateControl, GateLine, GateReport } from "../../../src/model/gate.js";
import { UNITS } from "../../../src/model/unit.js";

/** Names that every format must survive: marks of XML, Markdown, workflow commands and terminals. */
export const NASTY = "a<b>&\"c'|d`e`\n::error::f %0A -->, g\u0007\u001b[31m 统计";

export const DEMONSTRATION: Stamp = { kind: "demonstration" };
export const MOCK: Stamp = { kind: "not-measured", label: { en: "mock", zh: "模拟" } };

export function change(ratio: number, low: number, high: number): GateChange {
  return { ratio, low, high, confidence: 0.95, p: 0.001 };
}

/** Output throughput of the head against a base, eight runs a side; it regressed by 4.1 %. */
export function line(parts: Partial<GateLine> = {}): GateLine {
  return {
    workload: { id: "chat", title: { en: "Interactive chat", zh: "交互式对话" } },
    systemId: "head-system",
    metricId: "output-tokens-per-second",
    title: { en: "Output throughput", zh: "输出吞吐量" },
    unit: UNITS.tokensPerSecond,
    group: "throughput",
    better: "higher",
    head: { point: 2074.1, values: [2070, 2071, 2072, 2073, 2075, 2076, 2077, 2079] },
    reference: {
      kind: "base",
      systemId: "base-system",
      point: 2162.8,
      values: [2160, 2161, 2161, 2162, 2163, 2164, 2165, 2166],
    },
    change: change(0.959, 0.95, 0.968),
    margin: 0.02,
    verdict: "worse",
    decision: "regressed",
    isProven: true,
    reasons: [],
    ...parts,
  };
}

export const TTFT = line({
  metricId: "ttft.p99",
  title: { en: "Time to first token, p99", zh: "首 token 时延 p99" },
  unit: UNITS.secondsAsMilliseconds,
  group: "latency",
  better: "lower",
  head: { point: 0.2003, values: [0.2, 0.2006] },
  reference: { kind: "base", systemId: "base-system", point: 0.2001, values: [0.2, 0.2002] },
  change: change(0.999, 0.995, 1.003),
  verdict: "equivalent",
  decision: "ok",
  isProven: false,
});

export const INCONCLUSIVE = line({
  metricId: "tokens-per-joule",
  title: { en: "Tokens per joule", zh: "每焦耳 token 数" },
  unit: UNITS.tokensPerJoule,
  group: "energy",
  change: change(0.97, 0.9, 1.05),
  verdict: "inconclusive",
  decision: "inconclusive",
  isProven: false,
  reasons: [note("runs-to-decide", { runs: 21 })],
});

export const NOT_COMPARABLE = line({
  metricId: "request-throughput",
  title: { en: "Requests", zh: "请求数" },
  change: undefined,
  verdict: "not-comparable",
  decision: "not-comparable",
  isProven: false,
  reasons: [warning("model-differs", { candidate: "A", baseline: "B" })],
});

export const AGAINST_HISTORY = line({
  head: { point: 2074.1, values: [2073, 2074, 2075] },
  reference: {
    kind: "history",
    point: 2162.8,
    values: [2160, 2161, 2161, 2162, 2163, 2164, 2165, 2166, 2164, 2161],
    firstCommit: "1111111",
    lastCommit: "2222222",
  },
  isConfirmed: true,
});

/** A regression against the history that fresh runs did not show again, as `compare/gate` puts it. */
export const UNCONFIRMED: GateLine = {
  ...AGAINST_HISTORY,
  verdict: "inconclusive",
  decision: "inconclusive",
  isProven: false,
  isConfirmed: false,
  reasons: [warning("regression-not-confirmed", { decision: "ok" })],
};

export const REQUIREMENT = line({
  reference: { kind: "requirement", bound: "at-least", limit: 2162 },
  margin: 0,
});

export function report(parts: Partial<GateReport> = {}): GateReport {
  return {
    format: "tokwatt.gate",
    version: 1,
    form: "base",
    suiteId: "quickstart",
    title: { en: "Quickstart", zh: "快速入门" },
    planHash: "0123456789abcdef".repeat(4),
    executionIds: ["quickstart-01234567-20261122t120000z"],
    commit: "abcdef0123",
    lines: [line(), TTFT],
    stamps: [],
    caveats: [warning("few-runs", { system: "head-system", runs: 3 })],
    decision: "regressed",
    exitCode: EXIT.regression,
    ...parts,
  };
}

export const PASSING = report({ lines: [TTFT], decision: "ok", exitCode: EXIT.ok });
/** What the bundled suites give: a demonstration on mocks. */
export const MOCKED = report({ stamps: [DEMONSTRATION, MOCK] });
export const EMPTY = report({ lines: [], decision: "not-comparable", exitCode: EXIT.measurement });
export const UNDECIDED = report({ lines: [INCONCLUSIVE], decision: "inconclusive", exitCode: EXIT.inconclusive });

export const FOUND: GateControl = {
  slowdown: 0.05,
  systemId: "head-system",
  isBlind: false,
  lines: [
    {
      workloadId: "chat",
      metricId: "output-tokens-per-second",
      title: { en: "Output throughput", zh: "输出吞吐量" },
      change: change(0.951, 0.94, 0.962),
      isFound: true,
    },
    { workloadId: "chat", metricId: "ttft.p99", title: { en: "TTFT", zh: "首 token 时延" }, isFound: false },
  ],
};
export const BLIND: GateControl = {
  ...FOUND,
  isBlind: true,
  lines: FOUND.lines.map((one) => ({ ...one, isFound: false })),
};
/** A gate that did not find its control may have judged nothing else. */
export const BLIND_REPORT = report({
  lines: [],
  control: BLIND,
  caveats: [],
  decision: "not-comparable",
  exitCode: EXIT.measurement,
});
export const BLIND_WITH_LINES = report({ lines: [TTFT], control: BLIND, decision: "ok", exitCode: EXIT.measurement });
/** Its lines are fine, but a run failed. */
export const BROKEN = report({
  lines: [TTFT],
  decision: "ok",
  exitCode: EXIT.measurement,
  caveats: [failure("no-readable-run", { execution: "e-1" })],
});

/** As many lines as asked for, of one kind and different workloads. */
export function manyLines(count: number, one: GateLine = line()): readonly GateLine[] {
  return Array.from({ length: count }, (_, index) => ({
    ...one,
    workload: { id: `w${index}`, title: { en: `Workload ${index}`, zh: `负载 ${index}` } },
  }));
}

export const NASTY_REPORT = report({
  suiteId: NASTY,
  title: { en: NASTY, zh: NASTY },
  commit: NASTY,
  stamps: [{ kind: "not-measured", label: { en: NASTY, zh: NASTY } }],
  lines: [line({ systemId: NASTY, workload: { id: NASTY, title: { en: NASTY, zh: NASTY } }, metricId: NASTY })],
});
