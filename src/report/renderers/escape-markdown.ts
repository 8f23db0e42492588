/** Characters that GitHub-flavoured Markdown may take for marks of its own, also in the middle of a text. */
const INLINE_MARKS = /[\\`*_[\]|~$]/g;
/** What would begin a heading, a quotation, a list or an underlined title where a block begins. */
const BLOCK_START = /^(?:[-+=#]|\d+(?=[.)](?:\s|$)))/;

/**
 * A text that reads in Markdown as it stands here: marks are escaped, HTML is shown and not obeyed, and lines end in
 * `<br>`, which is allowed in a table's cell too.
 */
export function escapeMarkdown(text: string): string {
  return text
    .trim()
    .replace(INLINE_MARKS, "\\$&")
    .replace(/&/g, "&amp;")
    .replace(/</g, "&lt;")
    .replace(/>/g, "&gt;")
    .replace(/\r\n|\r|\n/g, "<br>");
}

/** The same for a text that a block begins with. */
export function escapeBlock(text: string): string {
  return escapeMarkdown(text).replace(BLOCK_START, (start) => (/\d/.test(start) ? `${start}\\` : `\\${start}`));
}
