import { expect, it } from "vitest";
import { exportedEntry } from "../../src/backends/package-entry.js";

it.each([
  ["./index.js", "./index.js"],
  [{ ".": "./index.js", "./package.json": "./package.json" }, "./index.js"],
  [{ import: "./esm.js", require: "./cjs.cjs" }, "./esm.js"],
  [{ require: "./cjs.cjs", default: "./esm.js" }, "./esm.js"],
  [{ types: "./index.d.ts", default: "./index.js" }, "./index.js"],
  [{ ".": { types: "./index.d.ts", node: { require: "./a.cjs", import: "./a.mjs" }, default: "./b.js" } }, "./a.mjs"],
  [{ ".": { node: { require: "./a.cjs" }, default: "./b.js" } }, "./b.js"],
  [{ ".": [{ browser: "./a.js" }, "not-a-path", "./b.js"] }, "./b.js"],
  [{ ".": null }, undefined],
  [null, undefined],
  [{ "./sub": "./sub.js" }, undefined],
  [{ require: "./cjs.cjs" }, undefined],
  [{ ".": "index.js" }, undefined],
])("exports %j: %s", (exported, entry) => {
  expect(exportedEntry(exported)).toBe(entry);
});
