import { describe, expect, test } from "vitest";
import type { GateReport } from "../../../src/model/gate.js";
import { gateSurfaces } from "../../../src/report/gate/surfaces.js";
import {
  AGAINST_HISTORY,
  BLIND_WITH_LINES,
  line,
  MOCKED,
  NASTY_REPORT,
  REQUIREMENT,
  report,
  TTFT,
} from "./fixtures.js";

interface Result {
  readonly side: string;
  readonly name: string;
  readonly value: number;
  readonly unit: string;
}

/** Reads the Go benchmark format by its rules (golang.org/design/14313): configuration, units, results; anything else throws. */
function readBenchmarks(shown: GateReport) {
  const text = gateSurfaces.get("benchstat").render(shown, "zh", { color: true, width: 80 });
  const configuration: Record<string, string> = {};
  const units: Record<string, string> = {};
  const results: Result[] = [];
  for (const one of text.trimEnd().split("\n")) {
    const [, key, value] = /^(\p{Ll}[^\p{Lu}\s]*):[ \t]+(.+)$/u.exec(one) ?? [];
    if (key !== undefined && value !== undefined) {
      configuration[key] = value;
      continue;
    }
    const fields = one.split(/\s+/u);
    const [first = "", second = "", third = "", fourth = ""] = fields;
    if (first === "Unit" && fields.length === 3) {
      units[second] = third;
      continue;
    }
    if (!/^Benchmark\P{Ll}|^Benchmark[A-Z]/u.test(first) || fields.length !== 4 || second !== "1") throw new Error(one);
    results.push({ side: configuration["side"] ?? "", name: first, value: Number(third), unit: fourth });
  }
  return { configuration, units, results };
}

describe("Go's benchmark format", () => {
  test("has one line a run, the side that is compared against first", () => {
    const { results, units } = readBenchmarks(report());
    const values = (side: string, unit: string) =>
      results.filter((result) => result.side === side && result.unit === unit).map(({ value }) => value);
    expect(results[0]?.side).toBe("base");
    expect(values("head", "output-tokens-per-second-token/s")).toEqual(line().head.values);
    expect(values("base", "output-tokens-per-second-token/s")).toEqual(
      (line().reference as { values: unknown }).values,
    );
    expect(values("head", "ttft.p99-sec")).toEqual(TTFT.head.values);
    expect(units).toEqual({ "output-tokens-per-second-token/s": "better=higher", "ttft.p99-sec": "better=lower" });
    expect(new Set(results.map(({ name }) => name))).toEqual(
      new Set(["BenchmarkGate/workload=chat/head=head-system/base=base-system/against=base"]),
    );
  });

  test("never ends a name in what reads as a number of processors", () => {
    const { results } = readBenchmarks(report({ lines: [line({ systemId: "ascend-910" })] }));
    for (const { name } of results) expect(name).not.toMatch(/-\d+$/);
  });

  test("holds the entries of the history, and the limit of a requirement", () => {
    const history = readBenchmarks(report({ form: "history", lines: [AGAINST_HISTORY] })).results;
    expect(history.filter(({ side }) => side === "history")).toHaveLength(10);
    const required = readBenchmarks(report({ form: "requirement", lines: [REQUIREMENT] })).results;
    expect(required.filter(({ side }) => side === "requirement").map(({ value }) => value)).toEqual([2162]);
  });

  test("never pools the runs of two bases, nor counts a head twice that has two limits", () => {
    const other = line({ reference: { kind: "base", systemId: "other-base", point: 1000, values: [999, 1001] } });
    const stricter = { ...REQUIREMENT, reference: { kind: "requirement", bound: "at-least", limit: 2500 } } as const;
    for (const lines of [
      [line(), other],
      [REQUIREMENT, stricter],
    ]) {
      const { results } = readBenchmarks(report({ lines }));
      const heads = results.filter(({ side }) => side === "head");
      expect(new Set(heads.map(({ name }) => name)).size).toBe(2);
      for (const { name } of heads) {
        expect(heads.filter((one) => one.name === name).map(({ value }) => value)).toEqual(line().head.values);
      }
    }
  });

  test("states in its configuration what is not measured, and that the gate is blind", () => {
    expect(readBenchmarks(MOCKED).configuration).toMatchObject({ "not-measured": "demo, mock" });
    expect(readBenchmarks(BLIND_WITH_LINES).configuration["control"]).toContain("BLIND");
    expect(Object.keys(readBenchmarks(report()).configuration)).toEqual(["suite", "form", "decision", "side"]);
  });

  test("has a metric without a better direction, and names without spaces", () => {
    expect(readBenchmarks(report({ lines: [line({ better: "neither" })] })).units).toEqual({});
    const { results } = readBenchmarks(NASTY_REPORT);
    expect(results).toHaveLength(16);
    expect(
      results[0]?.name
        .split("/")
        .slice(1)
        .every((part) => (part.match(/=/g) ?? []).length === 1),
    ).toBe(true);
  });
});
