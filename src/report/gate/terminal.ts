import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import { localize, message } from "../../locales/catalogue.js";
import type { ReportBlock } from "../../model/report-model.js";
import { renderPage } from "../renderers/terminal.js";
import { gateBlocks } from "./gate-blocks.js";

/** What somebody at a terminal, or in the log of a job, reads. */
export const terminalSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "terminal",
  appends: false,
  render: (report, language, options) => {
    const { first, rest } = gateBlocks(report, language);
    const title = printable(message(language, "ci.title", { suite: localize(language, report.title) }));
    return withoutCommands(renderPage({ title, blocks: [...first, ...rest].map(printableBlock) }, options));
  },
};

/** In the log of a GitHub job, a line that begins with `::` would be taken for a command: `Foo::bar` may be folded there. */
function withoutCommands(page: string): string {
  return page.replace(/^(\s*)::/gm, "$1: :");
}

/** Names come out of files: what moves the cursor or changes colours does not reach the terminal. */
function printable(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/\p{Cc}/gu, "");
}

function printableBlock(block: ReportBlock): ReportBlock {
  const shown = <Item extends { readonly text: string }>(item: Item): Item => ({ ...item, text: printable(item.text) });
  switch (block.kind) {
    case "list":
      return { ...block, items: block.items.map(shown) };
    case "table":
      return { ...block, rows: block.rows.map((row) => row.map(shown)) };
    default:
      return shown(block);
  }
}
