import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Comparison, ComparisonRow } from "../../../src/model/comparison.js";
import type { Judgement } from "../../../src/model/judgement.js";
import { buildReport } from "../../../src/report/build-report.js";
import { CSV_COLUMNS } from "../../../src/report/renderers/csv-columns.js";
import { COMPARISON, MEASURED, OUTPUT_THROUGHPUT, only, SUMMARY, TOKENS_PER_JOULE, TTFT_P99 } from "../fixtures.js";
import { renderedText } from "../rendered-text.js";
import { readCsv } from "./read-csv.js";

const OPTIONS = { color: true, width: 80 };
/** OWASP's list of beginnings that spreadsheets run as formulas, full-width forms included. */
const FORMULA = /^[=+\-@\t\r\n\uff1d\uff0b\uff0d\uff20]/;
const NUMBER = /^-?\d+(\.\d+)?(e[+-]\d+)?$/;

function csvOf(judgement: Judgement, language: "en" | "zh" = "en"): string {
  return renderedText("csv", buildReport(judgement, language), OPTIONS);
}

function rowsOf(judgement: Judgement) {
  return readCsv(csvOf(judgement)).rows;
}

describe("the CSV report", () => {
  test("is a line a ratio, a mean and a run, and ends its lines as RFC 4180 says", () => {
    const one: Comparison = { ...COMPARISON, rows: [TOKENS_PER_JOULE] };
    const [header, ratio, mean, run, ...rest] = csvOf(only(one)).split("\r\n");
    expect(header).toBe(CSV_COLUMNS.join(","));
    expect([ratio, mean, run]).toMatchInlineSnapshot(`
      [
        "comparison,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,quickstart-01234567-20261122t120000z,chat-demo,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,mock-ascend,mock-gpu,,,,,,,,mock 0.1.0,simulated,demonstration; not-measured,demo; mock,tokens-per-joule,Output tokens per joule,higher,yes,1,0.69987,0.6888,0.7111,0.6618,0.7401,0.95,welch-log,5,5,,"candidate: meter x0.98 x1.02 (data sheet of the mock meter); baseline: meter x0.98 x1.02 (assumed, suite)",0.02,worse,board,,output tokens inside the window / joules of the same window,,,,,,,,,,,0.001,,,,",
        "system,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,quickstart-01234567-20261122t120000z,chat-demo,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,mock-ascend,mock-gpu,mock-ascend,,,,,,,mock 0.1.0,simulated,demonstration; not-measured,demo; mock,tokens-per-joule,Output tokens per joule,higher,,token/J,0.98765,0.97645,0.99885,,,0.95,mean-log-t,5,,,,,,board,,output tokens inside the window / joules of the same window,,,,,,,,,,,,,,,",
        "run,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,quickstart-01234567-20261122t120000z,chat-demo,0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef,mock-ascend,mock-gpu,mock-ascend,quickstart-01234567-20261122t120000z-000-mock-ascend--chat-demo--1,1,1,2026-11-22T12:00:05.000Z,valid,yes,mock 0.1.0,simulated,demonstration; not-measured,demo; mock,tokens-per-joule,Output tokens per joule,higher,,token/J,0.98765,,,,,,,,,100,,,,board,,output tokens inside the window / joules of the same window,,,,,,,,,,,,,,,",
      ]
    `);
    // Four more runs, the other side's mean and five runs, the run that was left out, and the end of the last line.
    expect(rest).toHaveLength(4 + 6 + 1 + 1);
    expect(rest.at(-1)).toBe("");
  });

  test("has every column on the page that says what it means, in this order", async () => {
    const page = await readFile(new URL("../../../docs/report-formats.md", import.meta.url), "utf8");
    const [, table = ""] = page.split("| column | holds |");
    expect([...table.matchAll(/^\| `(\w+)` \|/gm)].map(([, column]) => column)).toEqual(CSV_COLUMNS);
  });

  test("gives numbers with all their digits and in the base unit", () => {
    const third: ComparisonRow = {
      ...TTFT_P99,
      candidate: { ...OUTPUT_THROUGHPUT.candidate, systemId: "mock-ascend" },
    };
    const values = third.candidate.runs.map((run) => ({ ...run, value: { ...run.value, value: 1 / 3 } }));
    const exact = { ...third, candidate: { ...third.candidate, runs: values } } as ComparisonRow;
    const [run] = rowsOf(only({ ...COMPARISON, rows: [exact] })).filter((row) => row["row"] === "run");
    expect([run?.["value"], run?.["unit"], run?.["metric"]]).toEqual([String(1 / 3), "s", "ttft.p99"]);
  });

  test("stamps every single row, the left-out run included", () => {
    const rows = rowsOf({ comparisons: [COMPARISON], summaries: [SUMMARY] });
    expect(new Set(rows.map(({ stamps, marks, provenance }) => `${stamps} | ${marks} | ${provenance}`))).toEqual(
      new Set(["demonstration; not-measured | demo; mock | simulated"]),
    );
    expect(new Set(rowsOf(only(MEASURED)).map(({ stamps, provenance }) => `${stamps} | ${provenance}`))).toEqual(
      new Set([" | measured"]),
    );
  });

  test("stamps what one run alone did not measure on the rows that rest on it, and on no other", () => {
    const row = { ...OUTPUT_THROUGHPUT, candidate: MEASURED.rows[0]!.candidate, baseline: MEASURED.rows[0]!.baseline };
    const [first, ...others] = row.candidate.runs;
    const derived = { ...first!, value: { ...first!.value, provenance: "derived" } } as typeof first;
    const mixed = { ...row, candidate: { ...row.candidate, runs: [derived!, ...others] } };
    const rows = rowsOf(only({ ...MEASURED, rows: [mixed] })).filter(({ stamps }) => stamps === "not-measured");
    expect(rows.map((one) => [one["row"], one["system"], one["provenance"], one["block"]])).toEqual([
      ["comparison", "", "derived", ""],
      ["system", "mock-ascend", "derived", ""],
      ["run", "mock-ascend", "derived", "1"],
    ]);
  });

  test("names why a number is missing, and the boundary of energy alone", () => {
    const rows = rowsOf(only(COMPARISON));
    const of = (metric: string) => rows.filter((row) => row["metric"] === metric);
    expect(new Set(of("ttft.p99").map(({ value, reason }) => `${value} ${reason}`))).toEqual(
      new Set([" too-few-observations", " power-not-metered"]),
    );
    expect(new Set(of("tokens-per-joule").map(({ boundary }) => boundary))).toEqual(new Set(["board"]));
    expect(new Set(of("output-tokens-per-second").map(({ boundary }) => boundary))).toEqual(new Set([""]));
    expect(rows.filter(({ used }) => used === "no")).toMatchObject([
      { row: "run", metric: "", block: "6", order: "11", validity: "invalid", reason: "run-invalid; event-loop-late" },
    ]);
  });

  test("hands on no ratio of what must not be compared", () => {
    const blocked: ComparisonRow = { ...OUTPUT_THROUGHPUT, verdict: "not-comparable" };
    const [row] = rowsOf(only({ ...COMPARISON, rows: [blocked] }));
    expect(row).toMatchObject({ row: "comparison", verdict: "not-comparable", value: "", low: "", high: "" });
  });

  test("is the same with a byte-order mark in front for spreadsheets", () => {
    const model = buildReport(only(COMPARISON), "zh");
    const plain = renderedText("csv", model, OPTIONS);
    expect(renderedText("csv-excel", model, OPTIONS)).toBe(`\uFEFF${plain}`);
    expect(plain).toContain("窗口内输出 token 数 / 同一窗口能耗");
    expect(plain.startsWith("row,")).toBe(true);
  });
});

describe("any text in a CSV report", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."=+-@\t\r\n\",;'|＝－0aé中".split("")) }),
  );

  test("comes back as it was, behind an apostrophe where a spreadsheet would run it", () => {
    fc.assert(
      fc.property(text, text, (id, formula) => {
        const row = { ...OUTPUT_THROUGHPUT, metricId: id, formula: { en: formula, zh: formula } };
        for (const read of rowsOf(only({ ...COMPARISON, rows: [row], runs: [] }))) {
          expect(read["metric"]).toBe(FORMULA.test(id) ? `'${id}` : id);
          expect(read["formula"]).toBe(FORMULA.test(formula) ? `'${formula}` : formula);
        }
      }),
    );
  });

  test("begins no formula, and numbers stay numbers", () => {
    fc.assert(
      fc.property(text, fc.double({ noNaN: true, noDefaultInfinity: true }), (name, point) => {
        const candidate = { ...OUTPUT_THROUGHPUT.candidate, summary: { kind: "point", point, n: 1, reason } } as const;
        const row = { ...OUTPUT_THROUGHPUT, title: { en: name, zh: name }, candidate };
        for (const read of rowsOf(only({ ...COMPARISON, planHash: name, rows: [row] }))) {
          expect(Object.values(read).filter((cell) => FORMULA.test(cell) && !NUMBER.test(cell))).toEqual([]);
        }
        const [, mean] = rowsOf(only({ ...COMPARISON, rows: [row] }));
        expect(Number(mean?.["value"]) === point).toBe(true);
      }),
    );
  });
  const reason = { code: "no-spread-too-few", severity: "warning", data: {} } as const;
});
