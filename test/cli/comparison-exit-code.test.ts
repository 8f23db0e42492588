import { expect, test } from "vitest";
import { comparisonExitCode } from "../../src/cli/comparison-exit-code.js";
import type { Comparison, ComparisonRow } from "../../src/model/comparison.js";
import { absent } from "../../src/model/estimate.js";
import { warning } from "../../src/model/finding.js";
import { VERDICTS } from "../../src/model/verdict.js";
import { COMPARISON, OUTPUT_THROUGHPUT, TOKENS_PER_JOULE, TTFT_P99 } from "../report/fixtures.js";

const withRows = (...rows: readonly ComparisonRow[]): Comparison => ({ ...COMPARISON, rows });
const blocked: ComparisonRow = { ...OUTPUT_THROUGHPUT, verdict: "not-comparable" };

test("is 0 whatever the verdict", () => {
  for (const verdict of VERDICTS.filter((one) => one !== "not-comparable")) {
    expect(comparisonExitCode([withRows({ ...OUTPUT_THROUGHPUT, verdict })])).toBe(0);
  }
});

test("is 3 where there is nothing at all", () => {
  expect(comparisonExitCode([])).toBe(3);
  expect(comparisonExitCode([withRows()])).toBe(3);
});

test("is 3 where one of several comparisons answers nothing", () => {
  expect(comparisonExitCode([COMPARISON, withRows(blocked)])).toBe(3);
});

test("is 0 where at least one primary metric is answered", () => {
  expect(comparisonExitCode([withRows(blocked, TOKENS_PER_JOULE)])).toBe(0);
});

test("does not take other metrics for an answer", () => {
  expect(comparisonExitCode([withRows(blocked, { ...TOKENS_PER_JOULE, primary: false })])).toBe(3);
});

test("takes an absent ratio for no answer, and asks all metrics where none is primary", () => {
  const missing: ComparisonRow = {
    ...OUTPUT_THROUGHPUT,
    ratio: absent(warning("power-not-metered")),
    verdict: "inconclusive",
  };
  expect(comparisonExitCode([withRows(missing)])).toBe(3);
  expect(comparisonExitCode([withRows(TTFT_P99, { ...TOKENS_PER_JOULE, primary: false })])).toBe(0);
});
