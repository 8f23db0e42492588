import type { Problem } from "../model/problem.js";

/** Problems of `firstFile` first, then of the files in the order in which they come, and of each in that of its lines. */
export function inFileOrder(firstFile: string, problems: readonly Problem[]): readonly Problem[] {
  const files = [...new Set([firstFile, ...problems.map(({ file }) => file)])];
  return problems.toSorted(
    (a, b) =>
      files.indexOf(a.file) - files.indexOf(b.file) ||
      (a.line ?? 0) - (b.line ?? 0) ||
      (a.column ?? 0) - (b.column ?? 0),
  );
}
