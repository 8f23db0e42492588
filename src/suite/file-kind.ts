import type { Mistake } from "./mistake.js";
import { textAt } from "./peek.js";

/** What a file of `benchmarks/` says it is. */
export const FILE_KINDS = ["suite", "system", "inference", "training", "model"] as const;
export type FileKind = (typeof FILE_KINDS)[number];

/** A file of another kind than the place asks for. Nothing else is checked then: every key would be wrong. */
export function kindMistake(value: unknown, ...expected: readonly FileKind[]): Mistake | undefined {
  const kind = FILE_KINDS.find((known) => known === textAt(value, "kind"));
  if (kind === undefined || expected.includes(kind)) return undefined;
  const data = { expected: expected.join(" | "), received: kind };
  return { path: ["kind"], at: "value", code: "wrong-kind", data };
}
