/**
 * Names of the fields that `nvidia-smi --help-query-gpu` lists, aliases included. A field is a line of its own that begins
 * with a quoted name: `"clocks.current.sm" or "clocks.sm"`. Empty for any other text.
 */
export function parseQueryFields(help: string): ReadonlySet<string> {
  const fields = new Set<string>();
  for (const line of help.split(/\r?\n/)) {
    if (!/^"[\w.]+"(?: or "[\w.]+")*\s*$/.test(line)) continue;
    for (const [, name = ""] of line.matchAll(/"([\w.]+)"/g)) fields.add(name);
  }
  return fields;
}
