/** One word of a shell command that means exactly `text`, whatever is in it. A NUL cannot be in an argument; it throws. */
export function shellQuote(text: string): string {
  if (text.includes("\0")) throw new RangeError("an argument cannot hold NUL");
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
