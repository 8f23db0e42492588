import { describe, expect, it } from "vitest";
import { comparePublishedRows } from "../../../benchmarks/published/compare-rows.js";
import type { RowClass } from "../../../benchmarks/published/known-shapes.js";

const CLOSE = 0.01;

const { compared, uncovered } = await comparePublishedRows();

function rowsOf(name: RowClass) {
  const rows = compared.filter((row) => row.class === name);
  expect(rows.length).toBeGreaterThan(0);
  return rows;
}

describe("our FLOP/s from published tokens/s", () => {
  it("are the published ones within 1 % of at least 90 % of the dense rows, the others within their rounding", () => {
    const rows = rowsOf("dense");
    const far = rows.filter(({ deviation }) => Math.abs(deviation) > CLOSE);
    expect(far.length / rows.length).toBeLessThanOrEqual(0.1);
    for (const { deviation, rounding } of far) expect(Math.abs(deviation)).toBeLessThanOrEqual(rounding);
  });

  it.each(["qwen3", "deepseek-v3", "kimi-k2", "lora"] as const)("are within 1 %% of every row of %s", (name) => {
    for (const { deviation } of rowsOf(name)) expect(Math.abs(deviation)).toBeLessThanOrEqual(CLOSE);
  });

  it("are those of gpt-oss since 26.06; before, the publisher left out a matrix and the window", () => {
    for (const { deviation, countedDeviation } of rowsOf("gpt-oss")) {
      if (countedDeviation === undefined) expect(Math.abs(deviation)).toBeLessThanOrEqual(CLOSE);
      else {
        expect(Math.abs(countedDeviation)).toBeLessThanOrEqual(CLOSE);
        expect(deviation).toBeGreaterThan(0.1);
      }
    }
  });

  it("leave out what the formula does not cover, by name", () => {
    expect(new Set(uncovered.map(({ row }) => row.model))).toEqual(
      new Set(["Nemotron_3_Nano", "Nemotron_3_Ultra", "DeepSeekV4 Flash"]),
    );
    for (const { reason } of uncovered) expect(reason).toMatch(/Mamba|sparse attention/);
  });

  it("make a utilization between 5 % and 100 % of the peak of the row's precision", () => {
    for (const { mfu } of compared) {
      expect(mfu.share).toBeGreaterThan(0.05);
      expect(mfu.share).toBeLessThan(1);
    }
    const first = compared.find(({ row }) => row.precision === "NVFP4" && row.system === "DGX-GB300");
    expect(first?.mfu.peak).toMatchObject({ device: "gb300", precision: "fp4", per: "package" });
  });
});
