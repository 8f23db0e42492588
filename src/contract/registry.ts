import { InputError } from "../model/errors.js";
import { API_VERSION } from "./backend-adapter.js";
import { closest } from "./closest.js";

/** Anything that is looked up by name and built for a version of this contract. */
export interface Registrable {
  readonly name: string;
  readonly apiVersion: number;
}

export interface Registry<Entry extends Registrable> {
  /** In the order of registration. */
  readonly entries: readonly Entry[];
  find(name: string): Entry | undefined;
  /** Throws `InputError` that lists the known names. */
  get(name: string): Entry;
}

/**
 * Builds a registry. Two entries with one name, or an entry for another version of the contract, are mistakes of the
 * caller and throw `InputError`.
 *
 * @param kind what the entries are, for messages: `backend`, `power-source`, `renderer`
 */
export function createRegistry<Entry extends Registrable>(kind: string, entries: readonly Entry[]): Registry<Entry> {
  const byName = new Map<string, Entry>();
  for (const entry of entries) {
    if (entry.apiVersion !== API_VERSION) {
      const data = { kind, name: entry.name, found: entry.apiVersion, expected: API_VERSION };
      throw new InputError([{ code: "api-version", data }]);
    }
    if (byName.has(entry.name)) throw new InputError([{ code: "duplicate-name", data: { kind, name: entry.name } }]);
    byName.set(entry.name, entry);
  }
  return {
    entries,
    find: (name) => byName.get(name),
    get: (name) => {
      const entry = byName.get(name);
      if (entry === undefined) throw new InputError([unknownName(kind, name, [...byName.keys()])]);
      return entry;
    },
  };
}

/** The problem of a name that nobody registered; the hint is the nearest of the known names, or all of them. */
export function unknownName(kind: string, name: string, known: readonly string[]) {
  const nearest = closest(name, known);
  const data = { kind, name, known: known.join(", "), suggestion: nearest ?? "" };
  return { code: "unknown-name", data, hint: nearest === undefined ? "known-names" : "did-you-mean" };
}
