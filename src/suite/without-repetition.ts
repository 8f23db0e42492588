import { type Mistake, pathText } from "./mistake.js";

/** Of what the schema and a check say of one place the check says more. */
export function withoutRepetition(ofSchema: readonly Mistake[], ofChecks: readonly Mistake[]): readonly Mistake[] {
  const checked = new Set(ofChecks.map(({ path }) => pathText(path)));
  return [...ofSchema.filter(({ path }) => !checked.has(pathText(path))), ...ofChecks];
}
