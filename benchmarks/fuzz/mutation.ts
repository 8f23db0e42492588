import fc from "fast-check";

/** What a tool prints where it has no number, and what only looks like one. None of them is a reading. */
export const NOT_NUMBERS = [
  "-",
  "--",
  "",
  "NA",
  "N/A",
  "[N/A]",
  "[Not Supported]",
  "[Unknown Error]",
  "[Insufficient Permissions]",
  "[GPU is lost]",
  "[Requested functionality has been deprecated]",
  "NaN",
  "nan",
  "Infinity",
  "-inf",
  "null",
  "undefined",
  "ERR!",
  "Unknown",
  "-1",
  "-12.5",
  "+7",
  "1e3",
  "0x1F",
  "12.5.1",
  "12..5",
  ".5",
  "5.",
  "１２３",
  "٣٤",
  "½",
  "12,5",
  "12W5",
  "9".repeat(400),
] as const;

/**
 * One way in which lines of text go wrong. `0` is never put in, nor left over where the text has no `0` of its own, so that
 * whoever reads a 0 has made it up: only columns that change places may bring one into the place of another number.
 */
export type Mutation =
  | { readonly kind: "cut" | "drop" | "duplicate"; readonly line: number; readonly at: number }
  | { readonly kind: "swap-lines" | "join"; readonly line: number; readonly other: number }
  | { readonly kind: "swap-columns"; readonly line: number; readonly column: number; readonly other: number }
  | { readonly kind: "number"; readonly line: number; readonly at: number; readonly text: string }
  | { readonly kind: "all-numbers"; readonly text: string }
  | { readonly kind: "insert"; readonly line: number; readonly at: number; readonly text: string }
  | { readonly kind: "new-line"; readonly line: number; readonly text: string };

const place = fc.nat({ max: 400 });

/** Text that nobody prints on purpose: control characters, other scripts, half surrogates, very long runs. */
export const garbageText: fc.Arbitrary<string> = fc
  .oneof(
    { weight: 6, arbitrary: fc.string({ unit: "binary", maxLength: 40 }) },
    { weight: 6, arbitrary: fc.string({ unit: "grapheme", maxLength: 40 }) },
    {
      weight: 3,
      arbitrary: fc.constantFrom("\u0000", "\uFEFF", "\u2028", "\u00A0", "\uD83D", "\r", "\t", "功率", "😀"),
    },
    {
      weight: 1,
      arbitrary: fc
        .tuple(fc.constantFrom(" ", "|", ",", "9", "a", ":", "(", "GPU ", "1, ", "| 1 ", "\\", '"', "{"), fc.nat(5000))
        .map(([unit, count]) => unit.repeat(count)),
    },
  )
  .map((text) => text.replaceAll("0", "").replaceAll("\n", ""));

export const mutation: fc.Arbitrary<Mutation> = fc.oneof(
  fc.record({ kind: fc.constantFrom("cut", "drop", "duplicate"), line: place, at: place }),
  fc.record({ kind: fc.constantFrom("swap-lines", "join"), line: place, other: place }),
  fc.record({ kind: fc.constant("swap-columns"), line: place, column: fc.nat(12), other: fc.nat(12) }),
  fc.record({ kind: fc.constant("number"), line: place, at: fc.nat(12), text: fc.constantFrom(...NOT_NUMBERS) }),
  fc.record({ kind: fc.constant("all-numbers"), text: fc.constantFrom(...NOT_NUMBERS) }),
  fc.record({ kind: fc.constant("insert"), line: place, at: place, text: garbageText }),
  fc.record({ kind: fc.constant("new-line"), line: place, text: garbageText }),
);

/** Whether the mutations leave every number in its place. */
export function keepColumns(mutations: readonly Mutation[]): boolean {
  return mutations.every(({ kind }) => kind !== "swap-columns" && kind !== "join");
}

export function mutate(lines: readonly string[], mutations: readonly Mutation[]): readonly string[] {
  return mutations.reduce<readonly string[]>(
    (changed, one) => (changed.length === 0 ? [""] : apply(changed, one)),
    lines,
  );
}

const NUMBER = /\d+(?:\.\d+)?/g;
/** What parts the columns of the tools: runs of blanks, commas, bars, the colon of a label. */
const COLUMN = /(\s{2,}|,\s*|\s*\|\s*|\s*:\s+)/;

function apply(lines: readonly string[], change: Mutation): readonly string[] {
  if (change.kind === "all-numbers") return lines.map((line) => line.replaceAll(NUMBER, () => change.text));
  const index = change.line % lines.length;
  const line = lines[index] ?? "";
  const replaceBy = (...by: readonly string[]) => [...lines.slice(0, index), ...by, ...lines.slice(index + 1)];
  switch (change.kind) {
    case "cut":
      return replaceBy(line.slice(0, change.at % (line.length + 1)));
    case "drop":
      return replaceBy();
    case "duplicate":
      return replaceBy(line, line);
    case "swap-lines": {
      const other = change.other % lines.length;
      return lines.map((text, at) => (at === index ? (lines[other] ?? "") : at === other ? line : text));
    }
    case "join":
      return replaceBy(`${line}${lines[change.other % lines.length] ?? ""}`);
    case "swap-columns":
      return replaceBy(swapColumns(line, change.column, change.other));
    case "number":
      return replaceBy(replaceNumber(line, change.at, change.text));
    case "insert": {
      const at = change.at % (line.length + 1);
      return replaceBy(`${line.slice(0, at)}${change.text}${line.slice(at)}`);
    }
    case "new-line":
      return replaceBy(change.text, line);
  }
}

function swapColumns(line: string, column: number, other: number): string {
  // Columns stand at even places, what parts them at odd ones.
  const parts = line.split(COLUMN);
  const columns = Math.ceil(parts.length / 2);
  const [a, b] = [2 * (column % columns), 2 * (other % columns)];
  return parts.map((part, at) => (at === a ? (parts[b] ?? "") : at === b ? (parts[a] ?? "") : part)).join("");
}

function replaceNumber(line: string, at: number, text: string): string {
  const count = [...line.matchAll(NUMBER)].length;
  let seen = -1;
  return line.replaceAll(NUMBER, (number) => {
    seen += 1;
    return seen === at % count ? text : number;
  });
}
