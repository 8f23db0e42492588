import { type Document, isAlias, isMap, isNode, isScalar, isSeq, LineCounter, parseDocument, visit } from "yaml";
import type { Problem } from "../model/problem.js";

/** A place in a file; line and column count from 1. */
export interface Location {
  readonly file: string;
  readonly line: number;
  readonly column: number;
}

/** A YAML file as plain data that still knows where each value stood. */
export interface YamlDocument {
  readonly file: string;
  readonly value: unknown;
  /** Where the key or the value at `path` stands, or the nearest parent where there is none. Follows aliases. */
  locate(path: readonly PropertyKey[], at: "key" | "value"): Location;
}

/** What came of a file: a document, unless its text could not be understood. Duplicate keys leave a document. */
export interface YamlReading {
  readonly document?: YamlDocument | undefined;
  readonly problems: readonly Problem[];
}

interface TextProblem {
  readonly code: "yaml-syntax" | "duplicate-key";
  readonly offset: number;
  readonly data: Problem["data"];
  readonly hint?: string;
}

/** Parses one YAML document, with all mistakes of its syntax. `file` is the name that messages use. */
export function parseYaml(file: string, source: string): YamlReading {
  const lines = new LineCounter();
  const parsed = parseDocument(source, { lineCounter: lines, prettyErrors: false, uniqueKeys: false });
  const place = (offset: number): Location => {
    const { line, col } = lines.linePos(offset);
    return { file, line: Math.max(line, 1), column: Math.max(col, 1) };
  };
  const found = [...parserProblems(parsed), ...duplicateKeys(parsed, place), ...structureProblems(parsed)];
  const problems: Problem[] = found.map(({ offset, ...problem }) => ({ ...problem, ...place(offset) }));
  if (found.some(({ code }) => code === "yaml-syntax")) return { problems };
  if (parsed.contents === null) return { problems: [{ code: "empty-file", data: {}, file }] };
  const plain = toPlainData(parsed);
  if (!plain.understood) {
    const data = { reason: "ALIAS_COUNT", detail: plain.detail };
    return { problems: [{ code: "yaml-syntax", data, ...place(startOf(parsed.contents) ?? 0) }] };
  }
  const locate: YamlDocument["locate"] = (path, at) => place(offsetAt(parsed, path, at));
  return { document: { file, value: plain.value, locate }, problems };
}

function parserProblems(parsed: Document): readonly TextProblem[] {
  return [...parsed.errors, ...parsed.warnings].map(({ code, message, pos }) => syntaxProblem(pos[0], code, message));
}

/** Every repetition of a key in one mapping, with the line of the key's first place. */
function duplicateKeys(parsed: Document, place: (offset: number) => Location): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  visit(parsed, {
    Map(_, map) {
      const firstOffsets = new Map<string, number>();
      for (const { key } of map.items) {
        if (!isScalar(key)) continue;
        const name = String(key.value);
        const offset = startOf(key) ?? 0;
        const first = firstOffsets.get(name);
        if (first === undefined) firstOffsets.set(name, offset);
        else {
          const data = { key: name, firstLine: place(first).line };
          problems.push({ code: "duplicate-key", offset, data, hint: "keep-one-key" });
        }
      }
    },
  });
  return problems;
}

/** What the parser lets pass and plain data cannot hold: unknown aliases, endless aliases, keys that are no scalars. */
function structureProblems(parsed: Document): readonly TextProblem[] {
  const problems: TextProblem[] = [];
  visit(parsed, {
    Alias(_, alias, ancestors) {
      const target = alias.resolve(parsed);
      const offset = startOf(alias) ?? 0;
      if (target === undefined) problems.push(syntaxProblem(offset, "UNKNOWN_ALIAS", `*${alias.source}`));
      else if (ancestors.includes(target)) problems.push(syntaxProblem(offset, "ENDLESS_ALIAS", `*${alias.source}`));
    },
    Pair(_, pair) {
      if (isScalar(pair.key)) return;
      problems.push(syntaxProblem(startOf(pair.key) ?? 0, "KEY_NOT_SCALAR", String(pair.key)));
    },
  });
  return problems;
}

function syntaxProblem(offset: number, reason: string, detail: string): TextProblem {
  return { code: "yaml-syntax", offset, data: { reason, detail } };
}

/** The library throws where aliases multiply a small file into a huge value. */
function toPlainData(parsed: Document) {
  try {
    return { understood: true, value: parsed.toJS() as unknown } as const;
  } catch (error) {
    return { understood: false, detail: error instanceof Error ? error.message : String(error) } as const;
  }
}

function offsetAt(parsed: Document, path: readonly PropertyKey[], at: "key" | "value"): number {
  let node: unknown = parsed.contents;
  let offset = startOf(node) ?? 0;
  for (const [depth, step] of path.entries()) {
    const target = isAlias(node) ? node.resolve(parsed) : node;
    if (isMap(target)) {
      // Of a repeated key the last one is what the file means.
      const pair = target.items.findLast(({ key }) => isScalar(key) && String(key.value) === String(step));
      if (pair === undefined) return offset;
      const keyOffset = startOf(pair.key) ?? offset;
      node = pair.value;
      offset = at === "key" && depth === path.length - 1 ? keyOffset : (startOf(node) ?? keyOffset);
    } else if (isSeq(target) && typeof step === "number") {
      node = target.items[step];
      offset = startOf(node) ?? offset;
    } else return offset;
  }
  return offset;
}

function startOf(node: unknown): number | undefined {
  return isNode(node) ? node.range?.[0] : undefined;
}
