import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const root = fileURLToPath(new URL("../../../", import.meta.url));

export interface CompiledRecords {
  /** Where a child process finds the compiled rooms: `records/run-writer.js`, ... */
  readonly directory: string;
  remove(): Promise<void>;
}

/** Compiles the rooms that a child process needs, since Node 20 reads no TypeScript. Types are checked elsewhere. */
export async function compileRecords(): Promise<CompiledRecords> {
  const directory = await mkdtemp(join(tmpdir(), "tokwatt-compiled-"));
  await symlink(join(root, "node_modules"), join(directory, "node_modules"), "dir");
  await mkdir(join(directory, "dist"));
  const config = {
    extends: join(root, "tsconfig.json"),
    compilerOptions: {
      rootDir: join(root, "src"),
      outDir: join(directory, "dist"),
      noCheck: true,
      declaration: false,
      declarationMap: false,
    },
    include: [join(root, "src/records/**/*.ts")],
  };
  await writeFile(join(directory, "tsconfig.json"), JSON.stringify(config));
  await writeFile(join(directory, "package.json"), JSON.stringify({ type: "module" }));
  const tsc = join(root, "node_modules/typescript/bin/tsc");
  await promisify(execFile)(process.execPath, [tsc, "-p", directory]);
  return { directory: join(directory, "dist"), remove: () => rm(directory, { recursive: true, force: true }) };
}
