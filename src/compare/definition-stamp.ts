import type { DefinitionSet } from "../metrics/definitions/definition-set.js";
import type { Comparison } from "../model/comparison.js";

/** Whose definitions the rows follow, where they are another tool's. */
export function definitionStamp(definitions: DefinitionSet | undefined): Pick<Comparison, "definitions"> {
  if (definitions === undefined) return {};
  const { name, title } = definitions;
  return { definitions: { name, title } };
}
