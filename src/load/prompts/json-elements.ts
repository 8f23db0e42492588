import { createReadStream } from "node:fs";

/** The JSON text of one entry of a file, and the line on which it begins, from 1. */
export interface JsonElement {
  readonly text: string;
  readonly line: number;
}

/**
 * The entries of a file of any size, one after the other: its lines, or the elements of its array where it begins with `[`
 * (as published conversations come: one array of more bytes than a text can have). Texts are cut out and not parsed; empty
 * lines are left out. What a broken array leaves at the end of the file comes as one last text.
 *
 * Rejects with the file system's error.
 */
export async function* readJsonElements(path: string): AsyncGenerator<JsonElement> {
  let cutter: Cutter | undefined;
  let isFirst = true;
  for await (const chunk of createReadStream(path, "utf8") as AsyncIterable<string>) {
    // A byte order mark is no part of the text.
    const text = isFirst ? chunk.replace(/^\uFEFF/, "") : chunk;
    isFirst = false;
    cutter ??= text.trimStart() === "" ? undefined : cutterFor(text.trimStart());
    if (cutter !== undefined) yield* cutter.push(text);
  }
  if (cutter !== undefined) yield* cutter.end();
}

/** Cuts the text of a file into entries as it comes. */
interface Cutter {
  push(text: string): Iterable<JsonElement>;
  end(): Iterable<JsonElement>;
}

function cutterFor(text: string): Cutter {
  return text.startsWith("[") ? cutArray() : cutLines();
}

function cutLines(): Cutter {
  let rest = "";
  let line = 0;
  const element = (text: string): readonly JsonElement[] => {
    line += 1;
    return text.trim() === "" ? [] : [{ text, line }];
  };
  return {
    push: (text) => {
      const lines = (rest + text).split("\n");
      rest = lines.pop() ?? "";
      return lines.flatMap(element);
    },
    end: () => element(rest),
  };
}

/** Follows brackets and strings, and cuts at the commas between the elements. */
function cutArray(): Cutter {
  let depth = 0;
  let inString = false;
  let isEscaped = false;
  let line = 1;
  let parts = "";
  let elementLine = 1;
  return {
    push: (text) => {
      const found: JsonElement[] = [];
      let start = 0;
      const cut = (end: number): void => {
        const element = (parts + text.slice(start, end)).trim();
        parts = "";
        start = end + 1;
        if (element !== "") found.push({ text: element, line: elementLine });
      };
      for (let index = 0; index < text.length; index += 1) {
        const character = text.charCodeAt(index);
        if (character === LINE_FEED) line += 1;
        if (inString) {
          if (isEscaped) isEscaped = false;
          else if (character === BACKSLASH) isEscaped = true;
          else if (character === QUOTE) inString = false;
          continue;
        }
        if (depth === 1 && parts.trim() === "" && text.slice(start, index).trim() === "") elementLine = line;
        if (character === QUOTE) inString = true;
        else if (character === OPEN_BRACE || character === OPEN_BRACKET) {
          depth += 1;
          if (depth === 1) start = index + 1;
        } else if (character === CLOSE_BRACE || character === CLOSE_BRACKET) {
          depth -= 1;
          if (depth === 0) cut(index);
        } else if (character === COMMA && depth === 1) cut(index);
      }
      parts += text.slice(start);
      return found;
    },
    end: () => (parts.trim() === "" ? [] : [{ text: parts.trim(), line: elementLine }]),
  };
}

const LINE_FEED = 0x0a;
const QUOTE = 0x22;
const COMMA = 0x2c;
const OPEN_BRACKET = 0x5b;
const BACKSLASH = 0x5c;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;
