import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

/** Files by path from the root of the project. */
export type Sources = Readonly<Record<string, string>>;

/** One complaint of Biome: `category` is the rule's name, or "plugin" for one of scripts/lint. */
export interface LintError {
  readonly path: string;
  readonly line: number;
  readonly category: string;
}

interface JsonDiagnostic {
  readonly severity: string;
  readonly category: string;
  readonly location: { readonly path: string; readonly start: { readonly line: number } };
}

const projectRoot = fileURLToPath(new URL("../../", import.meta.url));
const biome = fileURLToPath(import.meta.resolve("@biomejs/biome/bin/biome"));

/** Runs the project's own `biome lint` on these sources, in a folder of their own, and returns its errors. */
export async function lintSources(sources: Sources): Promise<readonly LintError[]> {
  const root = await mkdtemp(join(tmpdir(), "tokwatt-lint-"));
  try {
    await cp(join(projectRoot, "biome.json"), join(root, "biome.json"));
    await cp(join(projectRoot, "scripts/lint"), join(root, "scripts/lint"), { recursive: true });
    for (const [path, text] of Object.entries(sources)) {
      await mkdir(dirname(join(root, path)), { recursive: true });
      await writeFile(join(root, path), text);
    }
    const report = await runBiome(root);
    return report
      .filter((diagnostic) => diagnostic.severity === "error")
      .map(({ category, location }) => ({ path: location.path, line: location.start.line, category }));
  } finally {
    await rm(root, { recursive: true, force: true });
  }
}

async function runBiome(root: string): Promise<readonly JsonDiagnostic[]> {
  const args = [biome, "lint", "--reporter=json", "--max-diagnostics=none", "--colors=off", "src"];
  const options = { cwd: root, maxBuffer: 64 * 1024 * 1024 };
  const { stdout } = await promisify(execFile)(process.execPath, args, options).catch((failure) => failure);
  return JSON.parse(stdout).diagnostics;
}
