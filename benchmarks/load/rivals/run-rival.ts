import { execFile } from "node:child_process";
import { access, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { execa } from "execa";
import { endedChildrenCpuSeconds } from "../child-task.js";
import type { ClientReport, Rival, RivalCase } from "./rival.js";

/** Longest that a tool may take. */
const PATIENCE_MS = 300_000;

/** What a run of a tool cost and said. */
export interface RivalRun {
  readonly report: ClientReport;
  readonly cpuSeconds: number;
}

/** Python of the first of some environments that has a tool; undefined where none has it. */
export async function findPython(rival: Rival, environments: readonly string[]): Promise<string | undefined> {
  for (const environment of environments) {
    const python = join(environment, "bin", "python");
    const code = `import importlib.util, sys; sys.exit(importlib.util.find_spec("${rival.module}") is None)`;
    const has = await access(python)
      .then(() => promisify(execFile)(python, ["-c", code]))
      .catch(() => undefined);
    if (has !== undefined) return python;
  }
  return undefined;
}

/** Runs a tool on a case, its whole process tree on one processor, and reads what it wrote. */
export async function runRival(
  rival: Rival,
  python: string,
  task: RivalCase,
  core: number | undefined,
): Promise<RivalRun> {
  const directory = await mkdtemp(join(tmpdir(), "tokwatt-rival-"));
  try {
    const { words, environment = {} } = await rival.command(python, task, directory);
    const [file, ...args] = core === undefined ? words : ["taskset", "-c", String(core), ...words];
    const before = endedChildrenCpuSeconds();
    const ended = await execa(file, args, {
      env: environment,
      cwd: directory,
      stdin: "ignore",
      all: true,
      reject: false,
      timeout: PATIENCE_MS,
    });
    const cpuSeconds = endedChildrenCpuSeconds() - before;
    try {
      return { report: await rival.read(directory), cpuSeconds };
    } catch (error) {
      const lastWords = ended.all.split("\n").slice(-5).join("\n");
      throw new Error(`${rival.name} left no result (exit ${ended.exitCode}): ${lastWords}`, { cause: error });
    }
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
