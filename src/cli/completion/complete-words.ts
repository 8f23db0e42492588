import { message } from "../../locales/catalogue.js";
import { listBenchmarkFiles } from "../benchmark-files.js";
import type { CommandContext, CommandEntry } from "../command.js";
import { createParser } from "../create-parser.js";
import { candidatePaths } from "./candidate-files.js";
import { argumentKind, optionKind, type ValueKind } from "./values.js";

export interface Candidate {
  readonly text: string;
  readonly description?: string | undefined;
}

export interface Completion {
  readonly candidates: readonly Candidate[];
  /** Whether they are paths, which a shell quotes and goes on from. */
  readonly arePaths: boolean;
}

/** Where the word that is being typed stands. */
interface Place {
  /** The command that is meant; undefined as long as none is named. */
  readonly entry: CommandEntry | undefined;
  /** All other words before it. */
  readonly others: readonly string[];
  readonly current: string;
  readonly kind: ValueKind | "command" | "option";
}

/**
 * What may stand in the place of the last of `words`, which may be empty.
 *
 * @param words what was typed behind `tokwatt`
 */
export async function completeWords(words: readonly string[], context: CommandContext): Promise<Completion> {
  const place = placeOf(words, context.commands);
  const { kind, current } = place;
  const { workingDir } = context;
  switch (kind) {
    case "command":
      return plain(
        context.commands.map(({ name, describe }) => ({
          text: name,
          description: message(context.language, describe),
        })),
        current,
      );
    case "option":
    case "choice":
      return plain(await declaredWords(place, context), current);
    case "system":
    case "workload": {
      const files = await paths(current, workingDir, isYaml);
      const listed = await listBenchmarkFiles(`${kind}s`, workingDir);
      const ids = listed.flatMap(({ id, title }) =>
        id === undefined ? [] : [{ text: id, description: title?.[context.language] }],
      );
      return { ...files, candidates: [...plain(ids, current).candidates, ...files.candidates] };
    }
    case "yaml":
      return paths(current, workingDir, isYaml);
    case "file":
      return paths(current, workingDir, () => true);
    case "folder":
      return paths(current, workingDir, () => false);
    case "free":
      return plain([], current);
  }
}

function placeOf(words: readonly string[], commands: readonly CommandEntry[]): Place {
  const current = words.at(-1) ?? "";
  const others: string[] = [];
  let entry: CommandEntry | undefined;
  let place = 0;
  let expected: ValueKind | undefined;
  for (const word of words.slice(0, -1)) {
    const isArgument = expected === undefined && !word.startsWith("-");
    expected = expected === undefined ? optionKind(word) : undefined;
    if (isArgument && entry === undefined) entry = commands.find(({ name }) => name === word);
    else others.push(word);
    if (isArgument && others.at(-1) === word) place += 1;
  }
  const unnamed = entry === undefined ? "command" : argumentKind(entry.positional, place);
  return { entry, others, current, kind: expected ?? (current.startsWith("-") ? "option" : unnamed) };
}

/** Options and choices that the command declares, as yargs knows them. */
async function declaredWords({ entry, others, current, kind }: Place, context: CommandContext) {
  const loaded = await entry?.load();
  const parser = createParser(context);
  // Built on the parser itself: yargs' completion sees a command's options only in the process's own arguments.
  const completing = loaded?.command.build(parser, context.language) ?? parser;
  const found = await completing.getCompletion(["tokwatt", ...others, current]);
  return found.map(readCandidate).filter(({ text }) => text.startsWith("-") === (kind === "option"));
}

/** In a zsh yargs adds descriptions, and it always escapes colons. */
function readCandidate(text: string): Candidate {
  const [, word = text, description] = /^((?:\\.|[^:\\])*)(?::(.*))?$/s.exec(text) ?? [];
  return { text: word.replace(/\\(.)/g, "$1"), description };
}

function plain(candidates: readonly Candidate[], current: string): Completion {
  return { candidates: candidates.filter(({ text }) => text.startsWith(current)), arePaths: false };
}

async function paths(typed: string, workingDir: string, isWanted: (name: string) => boolean): Promise<Completion> {
  const found = await candidatePaths(typed, workingDir, isWanted);
  return { candidates: found.map((text) => ({ text })), arePaths: true };
}

function isYaml(name: string): boolean {
  return /\.ya?ml$/.test(name);
}
