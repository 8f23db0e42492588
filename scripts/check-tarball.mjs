// Packs the package, installs the tarball in empty folders and runs its quickstart there: planned on this Node, run on the
// newest LTS line. Prints what it did; the exit code is 1 when anything failed.

import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";

// The npm package "node" has no tag for it. The line is LTS when its process.release.lts is set, which is checked below.
const newestLtsMajor = 24;

const projectRoot = fileURLToPath(new URL("../", import.meta.url));
const packageVersion = JSON.parse(readFileSync(join(projectRoot, "package.json"), "utf8")).version;
const npmQuiet = ["--no-audit", "--no-fund", "--loglevel=error"];

/**
 * Runs a command to its end and throws with its whole output when its exit code is not 0.
 * @param {string} cwd
 * @param {string} binFolder put in front of PATH; "" for none
 * @param {string} command
 * @param {string[]} args
 * @returns {string} standard output
 */
function run(cwd, binFolder, command, ...args) {
  const startMs = Date.now();
  const path = [binFolder, process.env.PATH].filter(Boolean).join(delimiter);
  // npx is to run what was installed here, or fail: it must not ask a registry for a package of that name.
  const env = { ...process.env, PATH: path, npm_config_yes: "false" };
  const result = spawnSync(command, args, { cwd, env, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
  const seconds = ((Date.now() - startMs) / 1000).toFixed(1);
  console.log(`  ${[command, ...args].join(" ")} (${seconds} s, exit code ${result.status ?? result.signal})`);
  if (result.status === 0) return result.stdout;
  throw new Error(`${command} failed\n${result.stdout ?? ""}${result.stderr ?? ""}`, { cause: result.error });
}

/** @param {string} folder @returns {string} the path of the tarball */
function pack(folder) {
  run(projectRoot, "", "npm", "pack", "--loglevel=error", "--pack-destination", folder);
  const tarball = join(folder, readdirSync(folder).find((name) => name.endsWith(".tgz")) ?? "");
  console.log(`  ${basename(tarball)}: ${statSync(tarball).size} bytes`);
  return tarball;
}

/**
 * Installs the newest LTS Node in an empty folder. Its install script fetches the binary.
 * @param {string} folder
 * @returns {string} the folder of the binary
 */
function installNewestLts(folder) {
  mkdirSync(folder);
  run(folder, "", "npm", "init", "-y");
  run(folder, "", "npm", "install", ...npmQuiet, "--ignore-scripts=false", `node@${newestLtsMajor}`);
  const binFolder = join(folder, "node_modules", ".bin");
  const lts = run(folder, binFolder, "node", "-p", "process.release.lts ?? ''").trim();
  if (lts === "") throw new Error(`Node ${newestLtsMajor} is no LTS line: correct newestLtsMajor in this script`);
  return binFolder;
}

/**
 * @param {string} folder is made
 * @param {string} tarball
 * @param {string} binFolder of the Node to use; "" for this one
 * @param {"plan" | "run"} command what is done with the quickstart; on this Node the tests of the docs run it
 */
function tryQuickstart(folder, tarball, binFolder, command) {
  mkdirSync(folder);
  console.log(`On Node ${run(folder, binFolder, "node", "--version").trim()}:`);
  run(folder, binFolder, "npm", "init", "-y");
  run(folder, binFolder, "npm", "install", ...npmQuiet, tarball);
  const version = run(folder, binFolder, "npx", "tokwatt", "--version").trim();
  if (version !== packageVersion) throw new Error(`tokwatt --version says ${version}, not ${packageVersion}`);
  const suite = join("node_modules", "tokwatt", "benchmarks", "suites", "quickstart.yaml");
  const results = command === "run" ? ["--results", "results"] : [];
  const output = run(folder, binFolder, "npx", "tokwatt", command, suite, ...results);
  if (output.trim() === "") throw new Error(`tokwatt ${command} printed nothing`);
  if (command === "plan") return;
  const records = readdirSync(join(folder, "results"), { recursive: true, encoding: "utf8" })
    .map((path) => statSync(join(folder, "results", path)))
    .filter((entry) => entry.isFile() && entry.size > 0);
  if (records.length === 0) throw new Error("tokwatt run left no records");
  console.log(`  tokwatt ${version} left ${records.length} files in results/`);
}

const workFolder = mkdtempSync(join(tmpdir(), "tokwatt-tarball-"));
try {
  console.log("Packing:");
  const tarball = pack(workFolder);
  tryQuickstart(join(workFolder, "this-node"), tarball, "", "plan");
  console.log(`Installing Node ${newestLtsMajor}:`);
  const ltsBinFolder = installNewestLts(join(workFolder, "lts-node"));
  tryQuickstart(join(workFolder, "newest-lts"), tarball, ltsBinFolder, "run");
  console.log("The tarball works.");
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  rmSync(workFolder, { recursive: true, force: true });
}
