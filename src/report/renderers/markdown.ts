import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Renderer } from "../../contract/renderer.js";
import type { ReportBlock, ReportColumn, ReportText, Tone } from "../../model/report-model.js";
import { escapeBlock, escapeMarkdown } from "./escape-markdown.js";

/** How a tone looks where there are no colours. */
const LOOKS: Readonly<Record<Tone, string>> = {
  plain: "",
  muted: "",
  strong: "**",
  good: "**",
  bad: "**",
  caution: "*",
};

const RULES: Readonly<Record<ReportColumn["align"], string>> = { left: ":---", right: "---:" };

/** GitHub-flavoured Markdown, for issues, pull requests and wikis. A block takes as many columns as it needs. */
export const markdownRenderer: Renderer<string> = {
  apiVersion: API_VERSION,
  name: "markdown",
  render: ({ title, blocks }) => `${[`# ${escapeMarkdown(title)}`, ...renderMarkdown(blocks)].join("\n\n")}\n`,
};

/** Each block as Markdown, to be joined by an empty line. */
export function renderMarkdown(blocks: readonly ReportBlock[]): readonly string[] {
  return blocks.map(renderBlock).filter((text) => text !== "");
}

function renderBlock(block: ReportBlock): string {
  switch (block.kind) {
    case "heading":
      return `## ${escapeMarkdown(block.text)}`;
    case "paragraph":
      return paragraph(block);
    case "list":
      return block.items.map((item) => `- ${toned(item, escapeBlock)}`).join("\n");
    case "table":
      return table(block.columns, block.rows);
  }
}

/** What a reader must not miss stands in a quotation, beside a bar. */
function paragraph(text: ReportText): string {
  const isWarning = text.tone === "caution" || text.tone === "bad";
  return isWarning ? `> ${toned({ ...text, tone: "strong" }, escapeBlock)}` : toned(text, escapeBlock);
}

function table(columns: readonly ReportColumn[], rows: readonly (readonly ReportText[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(" | ")} |`;
  return [
    line(columns.map(({ header }) => escapeMarkdown(header))),
    line(columns.map(({ align }) => RULES[align])),
    ...rows.map((row) => line(row.map((cell) => toned(cell, escapeMarkdown)))),
  ].join("\n");
}

/** Marks open and close around the whole text, never beside a space: `** a**` would stay as it is. */
function toned({ text, tone }: ReportText, escapePlain: (text: string) => string): string {
  const look = LOOKS[tone];
  const shown = look === "" ? escapePlain(text) : escapeMarkdown(text);
  return shown === "" ? "" : look + shown + look;
}
