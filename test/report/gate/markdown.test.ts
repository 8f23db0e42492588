import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/model/exit-codes.js";
import type { GateReport } from "../../../src/model/gate.js";
import { LANGUAGES } from "../../../src/model/localized-text.js";
import { commentMarker } from "../../../src/report/gate/markdown.js";
import { gateSurfaces } from "../../../src/report/gate/surfaces.js";
import { cellsOf } from "../renderers/read-markdown-table.js";
import {
  AGAINST_HISTORY,
  FOUND,
  INCONCLUSIVE,
  line,
  MOCKED,
  manyLines,
  NASTY_REPORT,
  PASSING,
  REQUIREMENT,
  report,
  TTFT,
} from "./fixtures.js";

const OPTIONS = { color: true, width: 80 };
const GITHUB_LIMIT = 65_536;
const MEBIBYTE = 1024 * 1024;

function comment(shown: GateReport, language: "en" | "zh" = "en"): string {
  return gateSurfaces.get("markdown").render(shown, language, OPTIONS);
}

function summary(shown: GateReport, language: "en" | "zh" = "en"): string {
  return gateSurfaces.get("summary").render(shown, language, OPTIONS);
}

function rows(text: string): readonly (readonly string[])[] {
  return text
    .split("\n")
    .filter((row) => row.startsWith("|"))
    .map(cellsOf);
}

/** Text of three bytes and one character each, so that both limits are met by different counts. */
const WIDE = "统".repeat(3000);

function wide(count: number): GateReport {
  const lines = manyLines(count).map((one) => ({ ...one, title: { en: WIDE, zh: WIDE } }));
  return report({ lines });
}

const cutSentence = { en: /CUT: \d+ of \d+ lines/, zh: /已截断：本页共 \d+ 行，其中 \d+ 行未显示/ } as const;

describe("the comment on a pull request", () => {
  test("begins with the marker by which it is found again", () => {
    expect(comment(report()).split("\n")[0]).toBe("<!-- tokwatt:quickstart:base -->");
    expect(commentMarker(report({ form: "history" }))).toBe("<!-- tokwatt:quickstart:history -->");
    expect(commentMarker(NASTY_REPORT)).toMatch(/^<!-- tokwatt:[\w.-]+:base -->$/);
    expect(commentMarker(report({ suiteId: "a-->b--c" })).indexOf("-->")).toBe(
      commentMarker(report({ suiteId: "a-->b--c" })).length - 3,
    );
  });

  test("holds metric, both values, ratio, interval, margin, verdict and runs of every line", () => {
    expect(rows(comment(report()))).toEqual([
      ["metric", "head", "base", "ratio", "95 % interval", "margin", "verdict", "n"],
      [":---", "---:", "---:", "---:", "---:", "---:", ":---", "---:"],
      [
        "Output throughput (tok/s) ↑",
        "2,074",
        "2,163",
        "0.9590",
        "0.9500 to 0.9680",
        "2 %",
        "**regressed, proven**",
        "8+8",
      ],
      ["Time to first token, p99 (ms) ↓", "200.3", "200.1", "0.9990", "0.9950 to 1.0030", "2 %", "**ok**", "2+2"],
    ]);
    const [head, , row] = rows(comment(report({ form: "requirement", lines: [REQUIREMENT] })));
    expect(head?.[2]).toBe("requirement");
    expect(row?.slice(1, 3)).toEqual(["2,074", "≥ 2,162"]);
    expect(row?.at(-1)).toBe("8");
  });

  test("folds away what stands behind the table", () => {
    const text = comment(report({ form: "history", lines: [AGAINST_HISTORY], control: FOUND }));
    const [open = "", folded = ""] = text.split("<details>");
    expect(open).toContain("REGRESSED: 1 regressed. Exit code 1.");
    expect(open).toContain("Positive control: a slow-down of 5 % was put into head-system, and the gate noticed it.");
    expect(folded).toContain("10 entries, 1111111 to 2222222");
    expect(folded).toContain("commit abcdef0123");
    expect(folded.trimEnd().endsWith("</details>")).toBe(true);
  });

  test("shows workload and head only where they differ, and numbers the reasons", () => {
    const text = comment(report({ lines: [line(), INCONCLUSIVE, ...manyLines(1, { ...TTFT, systemId: "b" })] }));
    expect(rows(text)[0]?.slice(0, 3)).toEqual(["workload", "head", "metric"]);
    expect(text).toContain("*inconclusive \\[1\\]*");
    expect(text).toMatch(/- \\\[1\\\] .*21 runs/);
  });

  test("says that an undecided gate was let pass", () => {
    const warned = report({ lines: [INCONCLUSIVE], decision: "inconclusive", exitCode: EXIT.ok });
    expect(comment(warned)).toContain("> **It passes only because it was told to (--inconclusive=warn).**");
    expect(comment(PASSING)).not.toContain("--inconclusive");
  });

  test("opens the gravest lines of a long gate and folds the others", () => {
    const text = comment(report({ lines: [...manyLines(30, TTFT), ...manyLines(2)] }));
    const [open = "", folded = ""] = text.split("<details>");
    expect(rows(open)).toHaveLength(2 + 20);
    expect(rows(open).filter((row) => row.includes("**regressed, proven**"))).toHaveLength(2);
    expect(rows(folded)).toHaveLength(2 + 32);
  });

  test.each(LANGUAGES)("fits into GitHub's limit and says how much is cut (%s)", (language) => {
    for (const count of [22, 60, 500]) {
      const text = comment(wide(count), language);
      expect([...text].length).toBeLessThan(GITHUB_LIMIT);
      expect(text.split("\n")[0]).toBe("<!-- tokwatt:quickstart:base -->");
      // Booleans, because a failure would print the whole page.
      expect(cutSentence[language].test(text)).toBe(true);
      expect(text.includes(language === "en" ? "REGRESSED" : "退化")).toBe(true);
      expect((text.match(/<details>/g) ?? []).length).toBe((text.match(/<\/details>/g) ?? []).length);
      for (const row of rows(text)) expect(row).toHaveLength(9);
    }
  });

  test("counts the lines that it cuts, uses the room it has, and cuts nothing that fits", () => {
    const shown = wide(40);
    const text = comment(shown);
    const [, left, all] = /CUT: (\d+) of (\d+) lines/.exec(text) ?? [];
    const kept = text.slice(0, text.indexOf("> **CUT")).trimEnd().replace("\n\n</details>", "").split("\n").length;
    expect(Number(left) + kept).toBe(Number(all));
    expect(text.length).toBeGreaterThan(GITHUB_LIMIT - 2 * WIDE.length);
    expect(comment(wide(15)).includes("CUT")).toBe(false);
  });

  test("keeps verdict and stamps whatever a name does", () => {
    const text = comment({ ...MOCKED, title: { en: "x".repeat(100_000), zh: "x" }, commit: "c".repeat(100_000) });
    expect(text.length).toBeLessThan(GITHUB_LIMIT);
    expect(text).toContain("REGRESSED");
    expect(text).toContain("NOT MEASURED ON REAL HARDWARE (mock)");
  });

  test("shows marks of Markdown and HTML in names as they are", () => {
    const text = comment(NASTY_REPORT);
    expect(text).not.toMatch(/<(?!br>|details>|\/details>|summary>|\/summary>|!-- tokwatt:)/);
    expect(new Set(rows(text).map((row) => row.length)).size).toBe(1);
    expect(text).toContain("a&lt;b&gt;&amp;\"c'\\|d\\`e\\`<br>::error::f %0A --&gt;");
  });
});

describe("the summary of a job", () => {
  test("is the same page without the marker", () => {
    expect(summary(report())).toBe(comment(report()).split("\n").slice(2).join("\n"));
  });

  test("stays below one mebibyte of UTF-8 and says how much is cut", () => {
    const text = summary(wide(400));
    const bytes = Buffer.byteLength(text);
    expect(bytes).toBeLessThan(MEBIBYTE);
    expect(bytes).toBeGreaterThan(0.9 * MEBIBYTE);
    const said = /CUT: \d+ of \d+ lines of this page are left out, as no more than 983040 bytes fit here/;
    expect(said.test(text)).toBe(true);
    expect(summary(wide(60)).includes("CUT")).toBe(false);
  });
});
