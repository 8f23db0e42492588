import type { LocalizedText } from "./localized-text.js";

/** Tools whose definitions of latencies a record can be read by. */
export const DEFINITION_NAMES = ["vllm", "guidellm", "aiperf", "mlperf"] as const;
export type DefinitionName = (typeof DEFINITION_NAMES)[number];

/** Whose definitions the rows of a judgement follow, where it is another tool's. */
export interface DefinitionStamp {
  readonly name: DefinitionName;
  /** The tool with the version whose formulas these are. */
  readonly title: LocalizedText;
}
