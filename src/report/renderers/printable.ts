import type { ReportBlock } from "../../model/report-model.js";

/** Names come out of files and from servers: what moves the cursor, changes colours or begins a line does not reach the terminal. */
export function printable(text: string): string {
  return text.replace(/[\r\n\t]+/g, " ").replace(/\p{Cc}/gu, "");
}

/** A block with all its texts printable. */
export function printableBlock(block: ReportBlock): ReportBlock {
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

/**
 * In the log of a GitHub job, a line that begins with `::` would be taken for a command (`Foo::bar` may be folded there), and so would
 * the older `##[`, wherever it stands.
 */
export function withoutCommands(page: string): string {
  return page.replace(/^(\s*)::/gm, "$1: :").replaceAll("##[", "## [");
}
