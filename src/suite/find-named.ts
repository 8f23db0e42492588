import {
  type ExternalKind,
  isPackageName,
  PACKAGE_PREFIXES,
  type PackageReading,
} from "../contract/external-packages.js";
import { type Registrable, type Registry, unknownName } from "../contract/registry.js";
import type { Mistake } from "./mistake.js";

/** An adapter or a power source that a system file names. */
export interface Named<Definition> {
  /** Absent where there is none of that name; `mistakes` says why, unless the file names nothing. */
  readonly definition?: Definition | undefined;
  readonly mistakes: readonly Mistake[];
  /** The npm package that brought it; absent for what ships. */
  readonly plugin?: { readonly name: string; readonly version: string } | undefined;
}

export interface NamedQuestion<Definition extends Registrable> {
  readonly kind: ExternalKind;
  /** Undefined where the file names nothing: the system's own schema says so. */
  readonly name: string | undefined;
  /** Where the name stands in the file. */
  readonly path: readonly PropertyKey[];
  readonly registry: Registry<Definition>;
  /** Absent where no packages are loaded. */
  readonly load?: ((name: string) => Promise<PackageReading<Definition>>) | undefined;
}

/** Finds what a system file names: among what is registered, else, by a name of their form, in an npm package. */
export async function findNamed<Definition extends Registrable>(
  question: NamedQuestion<Definition>,
): Promise<Named<Definition>> {
  const { kind, name, path, registry, load } = question;
  if (name === undefined || name === "") return { mistakes: [] };
  const registered = registry.find(name);
  if (registered !== undefined) return { definition: registered, mistakes: [] };
  if (load === undefined || !isPackageName(kind, name)) {
    const known = registry.entries.map((entry) => entry.name);
    const { hint, data, code } = unknownName(kind, name, known);
    const ofPackages = { ...data, packages: PACKAGE_PREFIXES[kind] };
    return {
      mistakes: [{ path, at: "value", code, data: ofPackages, hint: hint === "known-names" ? "known-plugins" : hint }],
    };
  }
  const reading = await load(name);
  if ("problem" in reading) return { mistakes: [{ path, at: "value", ...reading.problem }] };
  return { definition: reading.definition, mistakes: [], plugin: { name, version: reading.version } };
}
