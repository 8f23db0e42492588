/** What stands in the place of an argument or behind an option, as far as it can be completed. */
export type ValueKind =
  /** One of the words that the command itself declares. */
  | "choice"
  /** A YAML file. */
  | "yaml"
  /** The id of a listed system, or a YAML file. */
  | "system"
  /** The same of a workload. */
  | "workload"
  | "file"
  | "folder"
  /** A number or a hash: nothing to offer. */
  | "free";

/** Arguments by their names in the table of contents. One that is not here is a choice. */
const ARGUMENTS: Readonly<Record<string, ValueKind>> = {
  suite: "yaml",
  system: "system",
  workload: "workload",
  mock: "yaml",
  results: "folder",
  run: "folder",
  names: "folder",
};

/** Every option that takes a value. One that is not here is a flag. */
const OPTIONS: Readonly<Record<string, ValueKind>> = {
  against: "choice",
  commit: "free",
  control: "free",
  definitions: "choice",
  detect: "free",
  execution: "free",
  format: "choice",
  high: "free",
  history: "folder",
  inconclusive: "choice",
  lang: "choice",
  low: "free",
  magnitude: "free",
  output: "file",
  plan: "free",
  port: "free",
  power: "free",
  reason: "free",
  resolution: "free",
  results: "folder",
  rounds: "free",
  runs: "free",
  seconds: "free",
  seed: "free",
  share: "free",
  state: "choice",
  svg: "file",
  system: "free",
  vary: "free",
  workers: "free",
  workload: "free",
  write: "free",
};

/**
 * What may stand at a place among the arguments; behind the last of them there is room for options only.
 *
 * @param positional as the table of contents writes them: `<suite>`, `[what]`
 */
export function argumentKind(positional: string, place: number): ValueKind | "option" {
  const names = [...positional.matchAll(/[\w-]+/g)].map(([name]) => name);
  const name = names[place];
  return name === undefined ? "option" : (ARGUMENTS[name] ?? "choice");
}

/** What an option takes; undefined for a flag. */
export function optionKind(option: string): ValueKind | undefined {
  return option.startsWith("--") ? OPTIONS[option.slice(2)] : undefined;
}
