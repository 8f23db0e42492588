const LINES_KEPT = 20;
const LINE_LENGTH_KEPT = 300;

/** The last lines of a stream, for the words of an error. */
export interface LastLines {
  add(line: string): void;
  /** @param count how many of the twenty that are kept; all of them when absent */
  text(count?: number): string;
}

export function keepLastLines(): LastLines {
  const kept: string[] = [];
  return {
    add: (line) => {
      kept.push(line.slice(0, LINE_LENGTH_KEPT));
      if (kept.length > LINES_KEPT) kept.shift();
    },
    text: (count = LINES_KEPT) => kept.slice(-count).join("\n"),
  };
}
