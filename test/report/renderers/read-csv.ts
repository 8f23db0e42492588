/** A table as RFC 4180 says, with lines that end in CRLF: the header, and every record by the header's names. */
export function readCsv(text: string): { readonly header: readonly string[]; readonly rows: readonly Row[] } {
  const [header = [], ...records] = readRecords(text);
  const rows = records.map((record) => {
    if (record.length !== header.length) throw new Error(`${record.length} cells instead of ${header.length}`);
    return Object.fromEntries(header.map((name, index) => [name, record[index] ?? ""]));
  });
  return { header, rows };
}

type Row = Readonly<Record<string, string>>;

function readRecords(text: string): readonly (readonly string[])[] {
  const records: string[][] = [];
  let record: string[] = [];
  let at = 0;
  while (at < text.length) {
    const [cell, end] = text[at] === '"' ? readQuoted(text, at + 1) : readPlain(text, at);
    record.push(cell);
    at = end;
    if (text[at] === ",") {
      at += 1;
      // A comma at the very end leaves one more, empty cell, which the loop would not see.
      if (at === text.length) record.push("");
    } else if (text.startsWith("\r\n", at)) {
      records.push(record);
      record = [];
      at += 2;
    } else throw new Error(`neither a comma nor the end of a line at ${at}`);
  }
  if (record.length > 0) throw new Error("the last line has no end");
  return records;
}

/** Up to a comma or a line's end; a plain cell holds neither quotes nor a part of a line's end. */
function readPlain(text: string, from: number): readonly [string, number] {
  const length = text.slice(from).search(/[",\r\n]/);
  return [text.slice(from, from + length), from + length];
}

function readQuoted(text: string, from: number): readonly [string, number] {
  for (let at = from; at < text.length; at += 1) {
    if (text[at] !== '"') continue;
    if (text[at + 1] !== '"') return [text.slice(from, at).replaceAll('""', '"'), at + 1];
    at += 1;
  }
  throw new Error("a quoted cell does not end");
}
