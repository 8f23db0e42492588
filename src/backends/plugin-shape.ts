import { PROVENANCES } from "../model/provenance.js";
import { LIFECYCLES } from "../model/system.js";

const LONGEST_NAME = 100;

/** The parts of an adapter that a package's export lacks or has of another kind; empty where it is one. */
export function adapterFaults(candidate: object): readonly string[] {
  const part = partsOf(candidate);
  const isMeasured = part("provenance") === "measured";
  const isKnownProvenance = isOneOf(PROVENANCES, part("provenance"));
  const label = part("label");
  return faults({
    name: isName(part("name")),
    version: isText(part("version")),
    provenance: isKnownProvenance,
    // What is not measured must say so on every row.
    label: label === undefined ? isMeasured || !isKnownProvenance : isLocalizedText(label),
    optionsSchema: isSchema(part("optionsSchema")),
    lifecycles: isListOf(part("lifecycles"), (item) => isOneOf(LIFECYCLES, item)),
    variables: part("variables") === undefined || isListOf(part("variables"), isText),
    meters: part("meters") === undefined || isFunction(part("meters")),
    open: isFunction(part("open")),
    train: part("train") === undefined || isFunction(part("train")),
  });
}

/** The same for a power source. */
export function powerSourceFaults(candidate: object): readonly string[] {
  const part = partsOf(candidate);
  return faults({
    name: isName(part("name")),
    optionsSchema: isSchema(part("optionsSchema")),
    meters: part("meters") === undefined || isFunction(part("meters")),
    readsRecorded: part("readsRecorded") === undefined || typeof part("readsRecorded") === "boolean",
    create: isFunction(part("create")),
  });
}

function partsOf(candidate: object): (name: string) => unknown {
  return (name) => Reflect.get(candidate, name);
}

function faults(holds: Readonly<Record<string, boolean>>): readonly string[] {
  return Object.entries(holds).flatMap(([name, isRight]) => (isRight ? [] : [name]));
}

function isFunction(value: unknown): boolean {
  return typeof value === "function";
}

function isText(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** A name is printed on rows and kept in records: one line of visible characters. */
function isName(value: unknown): boolean {
  return typeof value === "string" && /^[\p{L}\p{N}@][\p{L}\p{N}@/._-]*$/u.test(value) && value.length <= LONGEST_NAME;
}

function isOneOf(choices: readonly string[], value: unknown): boolean {
  return choices.some((choice) => choice === value);
}

function isListOf(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.length > 0 && value.every(isItem);
}

function isLocalizedText(value: unknown): boolean {
  if (typeof value !== "object" || value === null) return false;
  return isText(Reflect.get(value, "en")) && isText(Reflect.get(value, "zh"));
}

/** Zod of any copy and version: a schema is known by what it can do. */
function isSchema(value: unknown): boolean {
  return typeof value === "object" && value !== null && isFunction(Reflect.get(value, "safeParseAsync"));
}
