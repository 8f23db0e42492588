import type { Mistake } from "./mistake.js";
import { textAt } from "./peek.js";

/** What a file of `benchmarks/` says it is. */
export const FILE_KINDS = ["suite", "system", "inference", "model"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file of another kind than the place asks for. Nothing else is checked then: every key would be wrong. */
export function kindMistake(value: unknown, expected: FileKind): Mistake | undefined {
  const kind = textAt(value, "kind");
  if (kind === expected || !FILE_KINDS.some((known) => known === kind)) return undefined;
  return { path: ["kind"], at: "value", code: "wrong-kind", data: { expected, received: String(kind) } };
}
