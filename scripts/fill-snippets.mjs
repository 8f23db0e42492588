// Copies the example files into the pages that show them (```ts file=...): `npm run docs`.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";

const root = new URL("../", import.meta.url);
const snippet = /^(```(?:ts|yaml) file=(\S+)\n)[\s\S]*?^```$/gm;

const docs = readdirSync(new URL("docs/", root)).filter((name) => name.endsWith(".md"));
for (const page of ["README.md", "CONTRIBUTING.md", ...docs.map((name) => `docs/${name}`)]) {
  const url = new URL(page, root);
  const filled = readFileSync(url, "utf8").replace(
    snippet,
    (_, opening, file) => `${opening}${readFileSync(new URL(file, root), "utf8")}\`\`\``,
  );
  writeFileSync(url, filled);
}
