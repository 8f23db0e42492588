import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { startTokwatt } from "../../e2e/tokwatt-command.js";

export interface EndedRun {
  readonly exitCode: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

export interface TokwattRun {
  readonly pid: number;
  readonly ended: Promise<EndedRun>;
  /**
   * Resolves when the record of a run holds a request of the measured phase that has ended.
   *
   * @param place of the run in the ledger, from 0
   * @throws Error when the command ends before
   */
  measuredRequest(place: number): Promise<void>;
}

const LOOK_INTERVAL_MS = 50;

/** Starts the real command, `tokwatt run`, with a suite of `test/real/suites/`. */
export function startTokwattRun(
  suite: string,
  resultsDir: string,
  environment: Readonly<Record<string, string>>,
): TokwattRun {
  const suitePath = fileURLToPath(new URL(`../suites/${suite}.yaml`, import.meta.url));
  const child = startTokwatt(["run", suitePath, "--results", resultsDir], environment);
  if (child.pid === undefined) throw new Error("the command could not be started");
  let result: EndedRun | undefined;
  const ended = child.then(({ exitCode, stdout, stderr }) => {
    result = { exitCode, stdout, stderr };
    return result;
  });
  return {
    pid: child.pid,
    ended,
    measuredRequest: async (place) => {
      while (!(await hasMeasuredRequest(resultsDir, place))) {
        if (result !== undefined) throw new Error(`the command has ended: ${result.stdout}\n${result.stderr}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
      }
    },
  };
}

async function hasMeasuredRequest(resultsDir: string, place: number): Promise<boolean> {
  const entries = (await textOf(join(resultsDir, "ledger.jsonl"))).split("\n").filter((line) => line !== "");
  const entry = entries[place];
  if (entry === undefined) return false;
  const { runId } = JSON.parse(entry) as { readonly runId: string };
  const folder = join(resultsDir, runId, "requests");
  const shards = await readdir(folder).catch(() => []);
  const texts = await Promise.all(shards.map((name) => textOf(join(folder, name))));
  return texts.some((text) => text.includes('"phase":"measure"'));
}

/** Empty as long as there is no such file. */
function textOf(file: string): Promise<string> {
  return readFile(file, "utf8").catch(() => "");
}
