import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const SRC = join(import.meta.dirname, "../../src");

/** Packages and modules of ours that a module loads, itself included; `import type` and `import()` load nothing. */
async function loadedBy(file: string, seen = new Set<string>()): Promise<ReadonlySet<string>> {
  if (seen.has(file)) return seen;
  seen.add(file);
  const text = await readFile(file, "utf8");
  for (const [, specifier = ""] of text.matchAll(/^(?:import|export) (?!type )[^;]*?from "([^"]+)";$/gm)) {
    if (specifier.startsWith(".")) await loadedBy(join(file, "..", specifier.replace(/\.js$/, ".ts")), seen);
    else if (!specifier.startsWith("node:")) seen.add(specifier);
  }
  return seen;
}

it("lets a worker start without what only the command needs: schemas, YAML, TLS, reports", async () => {
  const loaded = [...(await loadedBy(join(SRC, "load/workers/worker-main.ts")))];
  expect(loaded.length).toBeGreaterThan(50);
  expect(loaded.filter((name) => !name.startsWith(SRC)).sort()).toEqual([
    "d3-random",
    "pure-rand/distribution/uniformFloat64",
    "pure-rand/generator/xoroshiro128plus",
  ]);
  const rooms = new Set(
    loaded.filter((name) => name.startsWith(SRC)).map((name) => name.slice(SRC.length + 1).split("/")[0]),
  );
  expect([...rooms].sort()).toEqual(["contract", "load", "model", "records", "statistics"]);
});
