/** The names under which a framework's versions print a value, each with our name for it. */
export type FieldNames<Field extends string> = ReadonlyMap<string, Field>;

export interface FieldSyntax<Field extends string> {
  /** What parts the fields. */
  readonly separator: string;
  /** What parts a name from its value. */
  readonly mark: string;
  readonly names: FieldNames<Field>;
}

const SPACE = 32;

/**
 * The values of a line like `lr: 1e-4 | loss scale: 1.0 |`, by our names for them; the first where one comes twice. A
 * name ends at the last mark of its part: names hold everything else, colons and brackets too.
 */
export function readNamedFields<Field extends string>(
  text: string,
  { separator, mark, names }: FieldSyntax<Field>,
): ReadonlyMap<Field, string> {
  const values = new Map<Field, string>();
  // By places, not by `split` and `trim`: this is most of the time that a log takes. Both searches only ever go on.
  let place = text.indexOf(mark);
  for (let start = 0; start < text.length && place >= 0; ) {
    const next = text.indexOf(separator, start);
    const end = next < 0 ? text.length : next;
    let last = -1;
    while (place >= 0 && place < end) {
      last = place;
      place = text.indexOf(mark, place + mark.length);
    }
    if (last >= 0) {
      const field = names.get(text.slice(skipSpaces(text, start), last));
      if (field !== undefined && !values.has(field)) values.set(field, text.slice(last + mark.length, end));
    }
    start = end + separator.length;
  }
  return values;
}

function skipSpaces(text: string, from: number): number {
  let at = from;
  while (text.charCodeAt(at) === SPACE) at += 1;
  return at;
}
