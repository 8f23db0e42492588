import { expect, test } from "vitest";
import { judgementExitCode } from "../../src/cli/judgement-exit-code.js";
import type { Comparison, ComparisonRow } from "../../src/model/comparison.js";
import { absent } from "../../src/model/estimate.js";
import { warning } from "../../src/model/finding.js";
import { VERDICTS } from "../../src/model/verdict.js";
import { COMPARISON, OUTPUT_THROUGHPUT, only, SUMMARY, TOKENS_PER_JOULE, TTFT_P99 } from "../report/fixtures.js";

const withRows = (...rows: readonly ComparisonRow[]): Comparison => ({ ...COMPARISON, rows });
const blocked: ComparisonRow = { ...OUTPUT_THROUGHPUT, verdict: "not-comparable" };

test("is 0 whatever the verdict", () => {
  for (const verdict of VERDICTS.filter((one) => one !== "not-comparable")) {
    expect(judgementExitCode(only(withRows({ ...OUTPUT_THROUGHPUT, verdict })))).toBe(0);
  }
});

test("is 3 where there is nothing at all", () => {
  expect(judgementExitCode(only())).toBe(3);
  expect(judgementExitCode(only(withRows()))).toBe(3);
});

test("is 3 where one of several comparisons answers nothing", () => {
  expect(judgementExitCode(only(COMPARISON, withRows(blocked)))).toBe(3);
});

test("is 0 where at least one primary metric is answered", () => {
  expect(judgementExitCode(only(withRows(blocked, TOKENS_PER_JOULE)))).toBe(0);
});

test("does not take other metrics for an answer", () => {
  expect(judgementExitCode(only(withRows(blocked, { ...TOKENS_PER_JOULE, primary: false })))).toBe(3);
});

test("takes an absent ratio for no answer, and asks all metrics where none is primary", () => {
  const missing: ComparisonRow = {
    ...OUTPUT_THROUGHPUT,
    ratio: absent(warning("power-not-metered")),
    verdict: "inconclusive",
  };
  expect(judgementExitCode(only(withRows(missing)))).toBe(3);
  expect(judgementExitCode(only(withRows(TTFT_P99, { ...TOKENS_PER_JOULE, primary: false })))).toBe(0);
});

test("counts a system that is compared with nothing by whether a run of it can be used", () => {
  expect(judgementExitCode({ comparisons: [], summaries: [SUMMARY] })).toBe(0);
  const runs = SUMMARY.runs.map((run) => ({ ...run, used: false }));
  expect(judgementExitCode({ comparisons: [], summaries: [{ ...SUMMARY, runs }] })).toBe(3);
});

test("takes a reading by other tools' definitions for an answer although the client was busy, and for none where systems differ", () => {
  const definitions = { name: "vllm", title: { en: "vLLM", zh: "vLLM" } } as unknown as Comparison["definitions"];
  const busy: ComparisonRow = { ...blocked, reasons: [warning("client-degraded", { system: "mock" })] };
  expect(judgementExitCode(only({ ...withRows(busy), definitions }))).toBe(0);
  expect(judgementExitCode(only(withRows(busy)))).toBe(3);
  const different: ComparisonRow = { ...busy, reasons: [...busy.reasons, warning("model-differs")] };
  expect(judgementExitCode(only({ ...withRows(different), definitions }))).toBe(3);
});
