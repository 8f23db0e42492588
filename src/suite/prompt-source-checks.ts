import type { Mistake } from "./mistake.js";
import { keysAt, numberAt, textAt } from "./peek.js";

/** What prompts can be made of; a trace brings their lengths with its rows. */
const PROMPT_KEYS = ["promptWords", "promptTokens", "dataset"] as const;

/** Where prompts and lengths come from: just one place for each, on a value that may be wrong in any other way. */
export function promptSourceMistakes(workload: unknown): readonly Mistake[] {
  return [
    ...sourceMistakes(workload),
    ...outputMistakes(workload),
    ...prefixMistakes(workload),
    ...correlationMistakes(workload),
  ];
}

function isTrace(workload: unknown): boolean {
  return textAt(workload, "arrival", "kind") === "trace";
}

function has(workload: unknown, key: string): boolean {
  return keysAt(workload).includes(key);
}

function sourceMistakes(workload: unknown): readonly Mistake[] {
  const given = PROMPT_KEYS.filter((key) => has(workload, key));
  if (isTrace(workload)) {
    return given.map((key) => ({ path: [key], at: "key", code: "given-by-trace", data: { key } }));
  }
  const [first, ...others] = given;
  if (first === undefined) {
    // What is misspelt is said at its own place.
    const isMisspelt = keysAt(workload).some((key) => /^prompt|data.?set/i.test(key) && key !== "promptPrefix");
    if (isMisspelt || keysAt(workload).length === 0) return [];
    return [{ path: [PROMPT_KEYS[0]], at: "value", code: "prompts-missing", data: { keys: PROMPT_KEYS.join(", ") } }];
  }
  return others.map((key) => ({ path: [key], at: "key", code: "second-prompt-source", data: { key, first } }));
}

/** Of a data set each line may state its own length; that is looked at where the file is read. */
function outputMistakes(workload: unknown): readonly Mistake[] {
  const isGiven = has(workload, "outputTokens");
  if (isTrace(workload)) {
    const key = "outputTokens";
    return isGiven ? [{ path: [key], at: "key", code: "given-by-trace", data: { key } }] : [];
  }
  const isTalk = textAt(workload, "arrival", "kind") === "conversations";
  if (isGiven || (has(workload, "dataset") && !isTalk)) return [];
  const data = { key: "outputTokens", expected: "mapping" };
  return [{ path: ["outputTokens"], at: "value", code: "missing-key", data }];
}

function prefixMistakes(workload: unknown): readonly Mistake[] {
  if (!has(workload, "promptPrefix")) return [];
  const kind = textAt(workload, "arrival", "kind");
  const other = has(workload, "dataset") ? "dataset" : kind === "trace" || kind === "conversations" ? kind : undefined;
  if (other === undefined) return [];
  const hint = kind === "conversations" && other !== "dataset" ? "system-prompt-is-shared" : undefined;
  return [{ path: ["promptPrefix"], at: "key", code: "prefix-not-used", data: { other }, hint }];
}

function correlationMistakes(workload: unknown): readonly Mistake[] {
  const correlation = numberAt(workload, "lengthCorrelation");
  if (correlation === undefined) return [];
  const place = { path: ["lengthCorrelation"], at: "key" } as const;
  const other = isTrace(workload) ? "trace" : has(workload, "dataset") ? "dataset" : undefined;
  if (other !== undefined) return [{ ...place, code: "correlation-not-used", data: { other } }];
  const fixed = ["promptWords", "promptTokens", "outputTokens"].find(
    (key) => textAt(workload, key, "kind") === "fixed",
  );
  if (correlation === 0 || fixed === undefined) return [];
  return [{ ...place, code: "correlation-of-fixed", data: { key: fixed } }];
}
