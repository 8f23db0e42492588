/**
 * Looks into a value that nobody validated yet. Checks over several fields work on such values, so that they find their
 * mistakes also where other fields are wrong.
 */
export function valueAt(value: unknown, ...path: readonly PropertyKey[]): unknown {
  let current = value;
  for (const key of path) {
    if (typeof current !== "object" || current === null || !Object.hasOwn(current, key)) return undefined;
    current = (current as Record<PropertyKey, unknown>)[key];
  }
  return current;
}

export function numberAt(value: unknown, ...path: readonly PropertyKey[]): number | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "number" ? found : undefined;
}

export function textAt(value: unknown, ...path: readonly PropertyKey[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === "string" ? found : undefined;
}

/** Empty where there is no list. */
export function listAt(value: unknown, ...path: readonly PropertyKey[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Keys of a mapping; empty where there is none. */
export function keysAt(value: unknown, ...path: readonly PropertyKey[]): readonly string[] {
  const found = valueAt(value, ...path);
  return typeof found === "object" && found !== null && !Array.isArray(found) ? Object.keys(found) : [];
}
