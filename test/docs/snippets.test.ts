import { readdir, readFile } from "node:fs/promises";
import { describe, expect, it } from "vitest";

const ROOT = new URL("../../", import.meta.url);
const DOCS = new URL("docs/", ROOT);
const PAGES = ["README.md", "CONTRIBUTING.md", ...(await readdir(DOCS)).map((file) => `docs/${file}`)];
const SNIPPET = /^```(?:ts|yaml) file=(\S+)\n([\s\S]*?)^```$/gm;

describe.each(PAGES)("%s", (page) => {
  it("shows its examples as the files that the tests run", async () => {
    const text = await readFile(new URL(page, ROOT), "utf8");
    for (const [, file, shown] of text.matchAll(SNIPPET)) {
      expect(shown, `${page} shows ${file}`).toBe(await readFile(new URL(file ?? "", ROOT), "utf8"));
    }
  });
});
