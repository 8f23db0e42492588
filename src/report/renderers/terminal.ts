import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Renderer, RenderOptions } from "../../contract/renderer.js";
import type { ReportBlock, ReportModel, Tone } from "../../model/report-model.js";
import { displayWidth, foldText } from "./fold-text.js";
import { paint } from "./paint.js";
import { terminalTable } from "./terminal-table.js";

const BULLET = "- ";

/** Text for a terminal: folded to its width, coloured where it can be. */
export const terminalRenderer: Renderer<string> = {
  apiVersion: API_VERSION,
  name: "terminal",
  render: renderPage,
};

/** A page of blocks under its title; also for what the command line shows besides reports. */
export function renderPage(page: Pick<ReportModel, "title" | "blocks">, options: RenderOptions): string {
  return `${heading(page.title, "═", options)}\n${renderBlocks(page.blocks, options)}`;
}

/** Blocks without a title. */
export function renderBlocks(blocks: readonly ReportBlock[], options: RenderOptions): string {
  return blocks.map((block) => `${renderBlock(block, options)}\n`).join("");
}

/** Every block but a list begins with an empty line: a list belongs to the line before it. */
function renderBlock(block: ReportBlock, options: RenderOptions): string {
  switch (block.kind) {
    case "heading":
      return `\n${heading(block.text, "─", options)}`;
    case "paragraph":
      return `\n${folded(block.text, block.tone, "", options)}`;
    case "list":
      return block.items.map(({ text, tone }) => folded(text, tone, BULLET, options)).join("\n");
    case "table":
      return terminalTable(block.columns, block.rows, options);
  }
}

function heading(text: string, line: string, options: RenderOptions): string {
  const underline = line.repeat(Math.min(displayWidth(text), options.width));
  return `${folded(text, "strong", "", options)}\n${underline}`;
}

/** Folds a text with its first line behind `bullet` and the others below it. */
function folded(text: string, tone: Tone, bullet: string, { color, width }: RenderOptions): string {
  const indent = " ".repeat(bullet.length);
  return foldText(text, width - bullet.length, true)
    .map((line, index) => (index === 0 ? bullet : indent) + paint(line, tone, color))
    .join("\n");
}
