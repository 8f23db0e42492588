import { spawn } from "node:child_process";
import { cp, mkdtemp, readdir, readFile, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { execa } from "execa";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

const ROOT = fileURLToPath(new URL("../../", import.meta.url));
const MAIN = path.join(ROOT, "dist/cli/main.js");
const DOCS = path.join(ROOT, "docs");
const PAGES = ["README.md", "CONTRIBUTING.md", ...(await readdir(DOCS)).map((file) => `docs/${file}`)];
const UNTIL_CTRL_C = "# until Ctrl-C";
const LIMIT_MS = 120_000;

interface DocumentedCommand {
  readonly page: string;
  readonly line: string;
}

/** Every `$ tokwatt ...` line of the console blocks, in the order in which a reader would type them. */
async function documentedCommands(): Promise<readonly DocumentedCommand[]> {
  const commands: DocumentedCommand[] = [];
  for (const page of PAGES) {
    const text = await readFile(path.join(ROOT, page), "utf8");
    for (const [, block] of text.matchAll(/^```console\n([\s\S]*?)^```$/gm)) {
      for (const [, line] of (block ?? "").matchAll(/^\$ tokwatt (.+)$/gm)) commands.push({ page, line: line ?? "" });
    }
  }
  return commands;
}

/** Arguments of a documented line; none of them holds a space. */
function argumentsOf(line: string): readonly string[] {
  return line.replace(UNTIL_CTRL_C, "").trim().split(/\s+/);
}

/** Long commands that another test runs with the very same arguments, by the file of that test. */
const RUN_ELSEWHERE = new Map([
  ["calibrate --seconds 0.2", "calibrate.test.ts"],
  ["aa benchmarks/suites/adaptive-demo.yaml --runs 6", "noise.test.ts"],
  ["plan benchmarks/suites/adaptive-demo.yaml --detect 3%", "noise.test.ts"],
]);

const documented = await documentedCommands();
const commands = documented.filter(({ line }) => !RUN_ELSEWHERE.has(line));
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(os.tmpdir(), "tokwatt-docs-"));
  await cp(path.join(ROOT, "benchmarks"), path.join(folder, "benchmarks"), { recursive: true });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe("the commands that the docs show", () => {
  it("are there", () => {
    expect(commands.length).toBeGreaterThan(5);
  });

  it.each([...RUN_ELSEWHERE])("tokwatt %s is run by %s", async (line, file) => {
    expect(documented.map((command) => command.line)).toContain(line);
    const source = await readFile(path.join(ROOT, "test/e2e", file), "utf8");
    for (const word of argumentsOf(line)) expect(source).toContain(`"${word}"`);
  });

  it.each(commands)("$page: tokwatt $line", { timeout: LIMIT_MS }, async ({ line }) => {
    const args = argumentsOf(line);
    if (line.endsWith(UNTIL_CTRL_C)) {
      expect(await exitAfterInterrupt(args)).toBe(0);
      return;
    }
    const { exitCode, stdout, stderr } = await execa("node", [MAIN, ...args], { cwd: folder, reject: false });
    expect(exitCode, stderr).toBe(0);
    if (!args.includes("--output")) expect(stdout.length).toBeGreaterThan(100);
  });
});

/** Starts a command that runs until it is told to stop, tells it once it has said something, and gives its exit code. */
function exitAfterInterrupt(args: readonly string[]): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN, ...args], { cwd: folder, stdio: ["ignore", "pipe", "inherit"] });
    child.stdout.once("data", () => child.kill("SIGINT"));
    child.once("error", reject);
    child.once("exit", (code) => resolve(code));
  });
}
