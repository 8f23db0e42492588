import { closest } from "../contract/closest.js";

/** Facts of every fingerprint (`records/fingerprint.ts`), by name; what adapters find is told by names of their own. */
export const FINGERPRINT_FACTS = [
  "workload",
  "system.id",
  "system.accelerators",
  "system.file",
  "system.lifecycle",
  "adapter.name",
  "adapter.version",
  "client.tokwatt",
  "client.node",
  "client.platform",
  "client.kernel",
  "client.cpu",
] as const;

/** Names of what adapters find begin so, such as `description.driver`. */
const DESCRIPTION = "description.";

/** Whether a fact, or a pattern that ends in `*`, can be of any fingerprint. */
export function isFact(pattern: string): boolean {
  if (!pattern.endsWith("*")) return isIn(pattern, FINGERPRINT_FACTS) || pattern.startsWith(DESCRIPTION);
  const beginning = pattern.slice(0, -1);
  return (
    [...FINGERPRINT_FACTS, DESCRIPTION].some((name) => name.startsWith(beginning)) || beginning.startsWith(DESCRIPTION)
  );
}

/** The fact that was probably meant. */
export function closestFact(pattern: string): string | undefined {
  return closest(pattern, [...FINGERPRINT_FACTS, `${DESCRIPTION}*`, "client.*", "adapter.*", "system.*"]);
}

function isIn(name: string, names: readonly string[]): boolean {
  return names.includes(name);
}
