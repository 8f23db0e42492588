import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ReportBlock, ReportModel, Tone } from "../../../src/model/report-model.js";
import { buildReport } from "../../../src/report/build-report.js";
import { markdownRenderer as markdown } from "../../../src/report/renderers/markdown.js";
import { COMPARISON, only } from "../fixtures.js";
import { cellsOf } from "./read-markdown-table.js";

const OPTIONS = { color: true, width: 80 };

function render(...blocks: readonly ReportBlock[]): string {
  const model: ReportModel = { ...buildReport(only(), "en"), title: "Title", blocks };
  return markdown.render(model, OPTIONS);
}

function paragraph(text: string, tone: Tone = "plain"): string {
  return render({ kind: "paragraph", text, tone })
    .replace(/^# Title\n+/, "")
    .trimEnd();
}

describe("the Markdown report", () => {
  test("has a title, then its blocks with an empty line between them", () => {
    const plain = (text: string) => ({ text, tone: "plain" as const });
    const text = render(
      { kind: "paragraph", text: "DEMONSTRATION, NOT A RESULT", tone: "caution" },
      { kind: "heading", text: "Results" },
      { kind: "paragraph", text: "Interactive chat", tone: "strong" },
      { kind: "list", items: [{ text: "[demo] A is better by 8.1 %", tone: "good" }, plain("no bound")] },
      {
        kind: "table",
        columns: [
          { header: "metric", align: "left" },
          { header: "a|b", align: "right" },
        ],
        rows: [
          [plain("Output (tok/s) ↑"), { text: "2,162 ± 30", tone: "strong" }],
          [plain("功率"), plain("")],
        ],
      },
      { kind: "paragraph", text: "± is half the interval", tone: "muted" },
    );
    expect(text).toMatchInlineSnapshot(`
      "# Title

      > **DEMONSTRATION, NOT A RESULT**

      ## Results

      **Interactive chat**

      - **\\[demo\\] A is better by 8.1 %**
      - no bound

      | metric | a\\|b |
      | :--- | ---: |
      | Output (tok/s) ↑ | **2,162 ± 30** |
      | 功率 |  |

      ± is half the interval
      "
    `);
  });

  test("holds every block of a report, whatever the terminal", () => {
    const model = buildReport(only(COMPARISON), "zh");
    const text = markdown.render(model, OPTIONS);
    expect(markdown.render(model, { color: false, width: 20 })).toBe(text);
    const tables = model.blocks.flatMap((block) => (block.kind === "table" ? [block] : []));
    const lines = text.split("\n").filter((line) => line.startsWith("|"));
    expect(lines).toHaveLength(tables.reduce((sum, { rows }) => sum + rows.length + 2, 0));
    expect(text).toContain("| **更优** |");
    expect(text).toContain("> **非真实硬件实测（模拟）：");
  });
});

describe("text in Markdown", () => {
  test.each([
    ["a | b", "a \\| b"],
    ["`rm -rf`", "\\`rm -rf\\`"],
    ["<img src=x> & <b>", "&lt;img src=x&gt; &amp; &lt;b&gt;"],
    ["*a* __b__ ~c~ [d](e) $f$", "\\*a\\* \\_\\_b\\_\\_ \\~c\\~ \\[d\\](e) \\$f\\$"],
    ["C:\\dir", "C:\\\\dir"],
    ["one\ntwo\r\nthree", "one<br>two<br>three"],
    ["# no heading", "\\# no heading"],
    ["- no list", "\\- no list"],
    ["12. no list", "12\\. no list"],
    ["1) no list", "1\\) no list"],
    ["===", "\\==="],
    ["12.5 W", "12.5 W"],
    ["    no code", "no code"],
  ])("%j stands as it is: %j", (text, shown) => {
    expect(paragraph(text)).toBe(shown);
  });

  test("keeps its tone where there are no colours", () => {
    expect(paragraph("Which", "strong")).toBe("**Which**");
    expect(paragraph("A stamp", "caution")).toBe("> **A stamp**");
    expect(paragraph("A legend", "muted")).toBe("A legend");
    expect(paragraph(" ", "strong")).toBe("");
    const items = (["good", "bad", "caution", "plain"] as const).map((tone) => ({ text: "x", tone }));
    expect(render({ kind: "list", items })).toContain("- **x**\n- **x**\n- *x*\n- x\n");
  });
});

test("tables keep their columns, whatever their cells hold", () => {
  const text = fc.oneof(
    fc.string({ unit: "binary" }),
    fc.string({ unit: fc.constantFrom(..."|\\`*\n\r <>&a".split("")) }),
  );
  const tone = fc.constantFrom<Tone>("plain", "strong", "muted", "good", "bad", "caution");
  const row = fc.array(fc.record({ text, tone }), { minLength: 3, maxLength: 3 });
  fc.assert(
    fc.property(fc.array(text, { minLength: 3, maxLength: 3 }), fc.array(row), (headers, rows) => {
      const columns = headers.map((header) => ({ header, align: "left" as const }));
      const lines = render({ kind: "table", columns, rows })
        .trimEnd()
        .split(/\r\n|\r|\n/)
        .slice(2);
      expect(lines).toHaveLength(rows.length + 2);
      for (const line of lines) expect(cellsOf(line)).toHaveLength(3);
    }),
  );
});
