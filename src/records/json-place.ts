/**
 * Line, from 1, of the place where a JSON text stops being JSON, or of the value at `path`, or of the nearest parent of
 * it that exists. Costs a second parser, so only for a file that is damaged.
 */
export async function lineInJson(text: string, path: readonly PropertyKey[]): Promise<number> {
  // JSON is YAML, and JavaScript's own parser knows no places.
  const { isNode, LineCounter, parseDocument } = await import("yaml");
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntaxError] = document.errors;
  const nodeAt = (depth: number): unknown => document.getIn(path.slice(0, depth), true);
  const depths = Array.from(path, (_, index) => path.length - index);
  const node = [...depths, 0].map(nodeAt).find(isNode);
  const offset = syntaxError?.pos[0] ?? node?.range?.[0] ?? 0;
  return Math.max(1, lines.linePos(offset).line);
}
