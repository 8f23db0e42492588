import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const PLUGINS = join(ROOT, "test", "plugin");
const MODULES = join(ROOT, "node_modules");

/** A user's folder outside this tree, in which tokwatt and the two packages of test/plugin are installed from tarballs. */
export interface PluginProject {
  readonly folder: string;
  /** Runs a script or a command with this Node in the project's folder. */
  node(
    words: readonly string[],
  ): Promise<{ readonly exitCode: number | undefined; readonly out: string; readonly err: string }>;
  tokwatt(...words: readonly string[]): ReturnType<PluginProject["node"]>;
  remove(): Promise<void>;
}

/**
 * Packs tokwatt, builds and packs the two plug-ins against that tarball, and installs all three as npm would: each
 * unpacked into its own folder. No registry is asked: the packages that they need in turn are links into this project's
 * node_modules, but for zod, of which each plug-in gets a copy of its own.
 */
export async function createPluginProject(): Promise<PluginProject> {
  const work = await mkdtemp(join(tmpdir(), "tokwatt-plugins-"));
  const [author, folder] = [join(work, "author"), join(work, "user")];
  await cp(join(ROOT, "test", "e2e", "fixtures", "plugins"), folder, { recursive: true });
  await cp(PLUGINS, author, { recursive: true });

  const modules = join(folder, "node_modules");
  await install(await pack(ROOT, work), modules, "tokwatt");
  await link(modules, await dependenciesOf(ROOT));

  await link(join(author, "node_modules"), ["zod", "@types/node", "undici-types"]);
  await symlink(join(modules, "tokwatt"), join(author, "node_modules", "tokwatt"));
  const compiler = join(MODULES, "typescript", "bin", "tsc");
  await run(process.execPath, [compiler, "-p", "tsconfig.json"], join(author, "tokwatt-backend-example"));
  for (const plugin of ["tokwatt-backend-example", "tokwatt-power-example"]) {
    const { name } = await manifestOf(join(author, plugin));
    await install(await pack(join(author, plugin), work), modules, name);
    await cp(join(MODULES, "zod"), join(modules, name, "node_modules", "zod"), { recursive: true });
  }

  const node = async (words: readonly string[]) => {
    const options = { cwd: folder, env: { LC_ALL: "C" }, reject: false, stdin: "ignore" } as const;
    const { exitCode, stdout, stderr } = await execa(process.execPath, [...words], options);
    return { exitCode, out: stdout, err: stderr };
  };
  return {
    folder,
    node,
    tokwatt: (...words) => node([join(modules, "tokwatt", "dist", "cli", "main.js"), ...words]),
    remove: () => rm(work, { recursive: true, force: true }),
  };
}

/** Installs a changed copy of an installed package under another name. */
export async function installVariant(
  project: PluginProject,
  original: string,
  name: string,
  change: (source: string) => string,
): Promise<void> {
  const modules = join(project.folder, "node_modules");
  await cp(join(modules, original), join(modules, name), { recursive: true });
  const entry = join(modules, name, "dist", "index.mjs");
  await writeFile(entry, change(await readFile(entry, "utf8")));
}

async function run(command: string, words: readonly string[], cwd: string): Promise<void> {
  await execa(command, [...words], { cwd, stdin: "ignore", all: true });
}

/** Packs what stands in a folder, without building it, and returns the tarball's path. */
async function pack(folder: string, destination: string): Promise<string> {
  const before = new Set(await readdir(destination));
  await run("npm", ["pack", "--ignore-scripts", "--offline", "--silent", "--pack-destination", destination], folder);
  const tarball = (await readdir(destination)).find((file) => file.endsWith(".tgz") && !before.has(file));
  if (tarball === undefined) throw new Error(`npm packed nothing of ${basename(folder)}`);
  return join(destination, tarball);
}

/** Unpacks a tarball of npm, whose files stand below `package/`. */
async function install(tarball: string, modules: string, name: string): Promise<void> {
  const folder = join(modules, name);
  await mkdir(folder, { recursive: true });
  await run("tar", ["-xzf", tarball, "-C", folder, "--strip-components=1"], modules);
}

async function link(modules: string, names: readonly string[]): Promise<void> {
  for (const name of names) {
    await mkdir(dirname(join(modules, name)), { recursive: true });
    await symlink(join(MODULES, name), join(modules, name));
  }
}

async function manifestOf(folder: string): Promise<{ readonly name: string; readonly dependencies?: object }> {
  return JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
}

async function dependenciesOf(folder: string): Promise<readonly string[]> {
  return Object.keys((await manifestOf(folder)).dependencies ?? {});
}
