import type { MessageData } from "../model/finding.js";
import type { BackendAdapter } from "./backend-adapter.js";
import type { PowerSourceDefinition } from "./power-source.js";

/** What an npm package can bring. */
export type ExternalKind = "backend" | "power-source";

/** How the names of packages begin, behind a scope or without one. */
export const PACKAGE_PREFIXES: Readonly<Record<ExternalKind, string>> = {
  backend: "tokwatt-backend-",
  "power-source": "tokwatt-power-",
};

/** The form of the names of packages, as a regular expression's source. */
export function packageNamePattern(kind: ExternalKind): string {
  return `^(?:@[a-z0-9][a-z0-9._-]*\\/)?${PACKAGE_PREFIXES[kind]}[a-z0-9][a-z0-9._-]*$`;
}

/** Whether a name in a system file is that of an npm package. No package of another name is ever loaded. */
export function isPackageName(kind: ExternalKind, name: string): boolean {
  return new RegExp(packageNamePattern(kind)).test(name);
}

/** A definition as a package exports it, or why there is none. */
export type PackageReading<Definition> =
  | { readonly definition: Definition /** Of the package. */; readonly version: string }
  | { readonly problem: { readonly code: string; readonly data: MessageData; readonly hint: string } };

/** Brings adapters and power sources from npm packages that a system file names. */
export interface ExternalPackages {
  /** @param fromFile the system file, from whose folder the package is looked for first */
  backend(name: string, fromFile: string): Promise<PackageReading<BackendAdapter>>;
  powerSource(name: string, fromFile: string): Promise<PackageReading<PowerSourceDefinition>>;
}
