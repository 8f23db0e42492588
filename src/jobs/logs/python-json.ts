/** Where Python's `json` writes what JSON does not have. */
const NOT_JSON = /([:[,]\s*)(-?)(NaN|Infinity)(?=\s*[,}\]])/g;

/**
 * Reads JSON as Python writes it: `NaN`, `Infinity` and `-Infinity` come as these words in a string, since no schema of
 * zod takes the numbers. `undefined` for anything that is no JSON.
 */
export function parsePythonJson(text: string): unknown {
  return parse(text) ?? (/NaN|Infinity/.test(text) ? parse(text.replace(NOT_JSON, '$1"$2$3"')) : undefined);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
