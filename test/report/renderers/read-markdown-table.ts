/** Cells of a row of a table, split as GitHub does: at each bar that no backslash escapes. */
export function cellsOf(line: string): readonly string[] {
  const cells: string[] = [""];
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === "\\") {
      cells.push((cells.pop() ?? "") + line.slice(at, at + 2));
      at += 1;
    } else if (line[at] === "|") cells.push("");
    else cells.push((cells.pop() ?? "") + line[at]);
  }
  return cells.slice(1, -1).map((cell) => cell.trim());
}
