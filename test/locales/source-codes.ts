import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** A code that the sources emit, with the catalogue keys of which one must exist. */
export interface SourceCode {
  readonly code: string;
  readonly file: string;
  readonly keys: readonly string[];
}

const SOURCES = join(import.meta.dirname, "../../src");
const FINDING_CALL = String.raw`\b(?:note|warning|failure)\(\s*`;

const PATTERNS: readonly { readonly pattern: RegExp; readonly topics: readonly string[] }[] = [
  { pattern: new RegExp(`${FINDING_CALL}"([a-z][\\w-]*)"`, "g"), topics: ["finding"] },
  { pattern: new RegExp(`${FINDING_CALL}[^?;\\n]*\\?\\s*"([a-z][\\w-]*)"`, "g"), topics: ["finding"] },
  {
    pattern: new RegExp(`${FINDING_CALL}[^?;\\n]*\\?\\s*"[\\w-]*"\\s*:\\s*"([a-z][\\w-]*)"`, "g"),
    topics: ["finding"],
  },
  { pattern: /\bcode: "([a-z][a-z-]*)"(?! \})/g, topics: ["finding", "problem"] },
  { pattern: /\bhint: "([a-z][\w-]*)"/g, topics: ["hint"] },
  { pattern: /\bkind: "([\w-]+)",\s*(?:below|factorLow)\b/g, topics: ["systematic"] },
];

/** Every code that is written out in the sources, read with patterns: a code in a variable is not seen. */
export function codesInSources(): readonly SourceCode[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.startsWith("locales"),
  );
  return files.flatMap((file) => {
    const source = readFileSync(join(SOURCES, file), "utf8");
    return PATTERNS.flatMap(({ pattern, topics }) =>
      [...source.matchAll(pattern)].map(([, code = ""]) => ({
        code,
        file,
        keys: topics.map((topic) => `${topic}.${code}`),
      })),
    );
  });
}

/** The fixed beginnings of codes that end in a value: `no-interval-` of `no-interval-${reason}`. */
export function codePrefixesInSources(): readonly string[] {
  const files = readdirSync(SOURCES, { recursive: true, encoding: "utf8" }).filter((file) => file.endsWith(".ts"));
  const pattern = new RegExp(`${FINDING_CALL}\`([a-z][\\w-]*)\\$\\{`, "g");
  return files.flatMap((file) =>
    [...readFileSync(join(SOURCES, file), "utf8").matchAll(pattern)].map(([, prefix = ""]) => prefix),
  );
}
