import { describe, expect, test } from "vitest";
import type { ComparisonRow } from "../../src/model/comparison.js";
import { absent } from "../../src/model/estimate.js";
import { failure, warning } from "../../src/model/finding.js";
import { headline } from "../../src/report/headline.js";
import {
  COMPARISON,
  estimate,
  MEASURED,
  OUTPUT_THROUGHPUT,
  ratio,
  TOKENS_PER_JOULE,
  TTFT_P99,
  values,
} from "./fixtures.js";

const measuredRow = MEASURED.rows[0]!;
const english = (row: ComparisonRow) => headline(MEASURED, row, "en").text;

describe("headline", () => {
  test("says who is better, by how much and how sure it is", () => {
    expect(english(measuredRow)).toBe(
      "Output throughput: mock-ascend is better than mock-gpu by 8.1 %. mock-ascend has 1.081 times the value of mock-gpu: " +
        "2,162 ± 30 against 2,000 ± 28 tok/s (higher is better). 95 % interval of the ratio: 1.066 to 1.097, no systematic " +
        "bounds declared; margin ± 2 %.",
    );
  });

  test("says the same in Chinese", () => {
    expect(headline(MEASURED, measuredRow, "zh").text).toBe(
      "输出吞吐量：mock-ascend 优于 mock-gpu，相差 8.1 %。mock-ascend 为 mock-gpu 的 1.081 倍：2,162 ± 30 对 2,000 ± 28 tok/s" +
        "（数值越高越好）。比值的 95 % 置信区间：1.066 至 1.097，未声明系统误差界；判定裕度 ± 2 %。",
    );
  });

  test("of energy gives both intervals and the boundary", () => {
    const text = english(MEASURED.rows[2]!);
    expect(text).toContain("mock-ascend is worse than mock-gpu by 30.0 %");
    expect(text).toContain("0.689 to 0.711 from run-to-run noise, 0.662 to 0.740 with systematic bounds");
    expect(text).toContain("Energy is stated at the boundary: board.");
  });

  test("of a metric that is better when lower says so", () => {
    const row: ComparisonRow = {
      ...TTFT_P99,
      candidate: values("mock-ascend", estimate(0.0851, 0.0012)),
      baseline: values("mock-gpu", estimate(0.1002, 0.0013)),
      ratio: ratio(0.8493, [0.83, 0.869]),
      verdict: "better",
    };
    expect(english(row)).toContain("mock-ascend is better than mock-gpu by 15.1 %");
    expect(english(row)).toContain("85.1 ± 1.2 against 100.2 ± 1.3 ms (lower is better)");
  });

  test("never takes an inconclusive verdict for sameness", () => {
    const row: ComparisonRow = { ...OUTPUT_THROUGHPUT, ratio: ratio(1.01, [0.97, 1.05]), verdict: "inconclusive" };
    expect(english(row)).toContain("neither a difference that matters nor that there is none");
    expect(english(row)).not.toContain("equivalent");
  });

  test("gives no ratio of what is not comparable, but the reason", () => {
    const reasons = [failure("tokenizer-differs", { candidate: "a", baseline: "b" })];
    const row: ComparisonRow = { ...measuredRow, verdict: "not-comparable", reasons };
    expect(english(row)).toBe(
      "Output throughput: mock-ascend and mock-gpu are not comparable. There is no ratio of mock-ascend to mock-gpu. The " +
        "tokenizers differ (a against b): their tokens are two different units. Serve the same model with the same " +
        "tokenizer on both.",
    );
  });

  test("of an absent ratio gives every reason once", () => {
    const missing = absent(warning("power-not-metered"));
    const row: ComparisonRow = {
      ...TOKENS_PER_JOULE,
      candidate: values("mock-ascend", missing),
      baseline: values("mock-gpu", missing),
      ratio: missing,
      verdict: "inconclusive",
    };
    expect(english(row).match(/No power was metered/g)).toHaveLength(1);
  });

  test("of a single run says that nothing is known of its certainty", () => {
    const reason = warning("no-interval-too-few-runs", { candidate: 1, baseline: 1 });
    const row: ComparisonRow = {
      ...OUTPUT_THROUGHPUT,
      ratio: { kind: "point", point: 1.0812, n: 1, reason },
      verdict: "inconclusive",
    };
    expect(english(row)).toContain("1.081 times the value");
    expect(english(row)).toContain("The ratio has no interval");
  });

  test("begins with the marks of its row", () => {
    expect(headline(COMPARISON, OUTPUT_THROUGHPUT, "en").text).toMatch(/^\[demo, mock\] /);
    expect(headline(COMPARISON, OUTPUT_THROUGHPUT, "zh").text).toMatch(/^\[演示、模拟\] /);
  });
});
