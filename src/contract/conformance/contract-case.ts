/** One rule of a contract. `run` rejects with what is wrong. */
export interface ContractCase {
  readonly name: string;
  run(): Promise<void>;
}

/** A system that needs longer than this for one step of a case counts as hanging. */
const STEP_LIMIT_MS = 60_000;

export function demand(holds: boolean, what: string): void {
  if (!holds) throw new Error(`Contract: ${what}`);
}

/** Waits for one step of a case; a hanging one becomes an error that names it. */
export async function withinLimit<Value>(what: string, step: Promise<Value>): Promise<Value> {
  let timer: NodeJS.Timeout | undefined;
  const limit = new Promise<never>((_, reject) => {
    const error = new Error(`Contract: ${what} did not end within ${STEP_LIMIT_MS / 1000} s`);
    timer = setTimeout(() => reject(error), STEP_LIMIT_MS);
  });
  try {
    return await Promise.race([step, limit]);
  } finally {
    clearTimeout(timer);
  }
}

export function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** Values of a description are kept in records and printed: no lists, no mappings. */
export function demandPlainValues(description: object, whose: string): void {
  for (const [key, value] of Object.entries(description)) {
    const isPlain = ["string", "number", "boolean"].includes(typeof value);
    demand(isPlain, `${key} in the description of ${whose} is no text, number, true or false`);
  }
}

/** A schema must take the example, and refuse the same with a misspelt key: a silent default is a wrong measurement. */
export function demandStrictOptions(
  schema: { safeParse(value: unknown): { readonly success: boolean } },
  options: unknown,
): void {
  demand(schema.safeParse(options).success, "its own example options are refused");
  const misspelt = { ...(options as object), "misspelt-option": 1 };
  demand(!schema.safeParse(misspelt).success, "a misspelt option is taken silently");
}
