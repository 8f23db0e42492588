import { mkdir, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";

/** Writes an npm package into `folder/node_modules`: package.json, and texts by their path in the package. */
export async function writePackage(
  folder: string,
  name: string,
  manifest: object,
  files: Readonly<Record<string, string>>,
): Promise<void> {
  const root = join(folder, "node_modules", name);
  const texts = { "package.json": JSON.stringify({ name, version: "1.2.3", ...manifest }), ...files };
  for (const [file, text] of Object.entries(texts)) {
    await mkdir(dirname(join(root, file)), { recursive: true });
    await writeFile(join(root, file), text);
  }
}

/** Source of an ES module with an adapter that nobody can open, its parts replaced by `changes` (source text). */
export function adapterSource(changes = "", exported = "export const backend ="): string {
  return `${exported} {
  apiVersion: 1,
  name: "example",
  version: "7",
  provenance: "measured",
  optionsSchema: { safeParseAsync: async (data) => ({ success: true, data }) },
  lifecycles: ["attached"],
  open: async () => { throw new Error("never opened"); },
  ${changes}
};
`;
}
