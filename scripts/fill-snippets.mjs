// Copies the example files into the pages that show them (```ts file=...): `npm run docs`.
import { readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const snippet = /^(```(?:ts|yaml) file=(\S+)\n)[\s\S]*?^```$/gm;

for (const page of ["README.md", "CONTRIBUTING.md"]) {
  const url = new URL(page, root);
  const filled = readFileSync(url, "utf8").replace(
    snippet,
    (_, opening, file) => `${opening}${readFileSync(new URL(file, root), "utf8")}\`\`\``,
  );
  writeFileSync(url, filled);
}
