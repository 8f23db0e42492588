const ITEM = /'([^']+)':\s*(?:'([^']*)'|([^,}\s]+))/g;

/**
 * The items of a flat Python dictionary as `print` shows it, each value as the text of a number: `{'loss': 1.2}` and
 * `{'loss': '1.2'}` are the same. Where a name comes twice, the first.
 */
export function readPythonDict(text: string): ReadonlyMap<string, string> {
  const items = new Map<string, string>();
  for (const [, name, quoted, bare] of text.matchAll(ITEM)) {
    const value = quoted ?? bare;
    if (name !== undefined && value !== undefined && !items.has(name)) items.set(name, value);
  }
  return items;
}
