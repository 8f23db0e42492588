import type { ZodType } from "zod";
import type { Named } from "./find-named.js";
import { valueAt } from "./peek.js";
import { readWithSchema } from "./schema-mistakes.js";

/** What the file names, with the options that it gives to it. */
export type NamedWithOptions<Definition> = Named<Definition> & { readonly options: unknown };

/** Options validated by the schema of what the file names (an adapter, a power source, a launcher); absent ones are `{}`. */
export async function withForeignOptions<Definition extends { readonly optionsSchema: ZodType }>(
  named: Named<Definition>,
  system: unknown,
  optionsPath: readonly PropertyKey[],
): Promise<NamedWithOptions<Definition>> {
  const { definition } = named;
  if (definition === undefined) return { ...named, options: undefined };
  const reading = await readWithSchema(definition.optionsSchema, valueAt(system, ...optionsPath) ?? {}, optionsPath);
  return reading.valid
    ? { ...named, options: reading.value }
    : { ...named, options: undefined, mistakes: reading.mistakes };
}
