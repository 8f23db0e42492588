/** A whole number from the command line, `fallback` where the option is absent; ends the process with 2 for anything else. */
export function wholeNumber(option: string, text: string | undefined, fallback: number): number {
  if (text === undefined) return fallback;
  const number = Number(text);
  if (Number.isInteger(number) && number >= 0) return number;
  process.stderr.write(`${option} takes a whole number, got ${text}\n`);
  process.exit(2);
}
