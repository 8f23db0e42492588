export interface TypedWords {
  /** As if every value stood behind its option as a word of its own; the last is the one that is being typed. */
  readonly words: readonly string[];
  /** What a candidate must begin with, because the shell takes the option and its value for one word. */
  readonly prefix: string;
}

/**
 * Words as shells hand them over: bash gives `--format=cs` as the three words `--format`, `=`, `cs`, others as one. bash
 * keeps what was typed to quote them.
 */
export function readTypedWords(typed: readonly string[]): TypedWords {
  const words: string[] = [];
  typed.map(unquote).forEach((word, index) => {
    const isSign = word === "=" && words.at(-1)?.startsWith("--") === true;
    if (!isSign) words.push(word);
    else if (index === typed.length - 1) words.push("");
  });
  const [, option, value] = /^(--[\w-]+)=(.*)$/s.exec(words.at(-1) ?? "") ?? [];
  if (option === undefined || value === undefined) return { words, prefix: "" };
  return { words: [...words.slice(0, -1), option, value], prefix: `${option}=` };
}

function unquote(word: string): string {
  return word.replace(/^["']|["']$/g, "").replace(/\\(.)/g, "$1");
}
