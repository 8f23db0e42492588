import { InputError } from "../model/errors.js";

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

export type Variables = Readonly<Record<string, string | undefined>>;

/**
 * Replaces `${NAME}` in every string of `value` by the variable of that name.
 *
 * @throws InputError that names all missing variables at once
 */
export function expandVariables<Value>(value: Value, variables: Variables): Value {
  const missing = new Set<string>();
  const expanded = mapStrings(value, (text) =>
    text.replace(REFERENCE, (reference, name: string) => {
      const replacement = variables[name];
      if (replacement === undefined) missing.add(name);
      return replacement ?? reference;
    }),
  );
  if (missing.size > 0) {
    const data = { names: [...missing].sort().join(", ") };
    throw new InputError([{ code: "missing-variables", data, hint: "set-variables" }]);
  }
  return expanded as Value;
}

/** Whether any string of `value` mentions `${name}`. */
export function mentionsVariable(value: unknown, name: string): boolean {
  let isMentioned = false;
  mapStrings(value, (text) => {
    if (text.includes(`\${${name}}`)) isMentioned = true;
    return text;
  });
  return isMentioned;
}

function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === "string") return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]));
}
