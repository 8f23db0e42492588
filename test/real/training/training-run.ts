import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Outcome, startTokwatt } from "../../e2e/tokwatt-command.js";

/** One `tokwatt run` that trains. */
export interface TrainingRun {
  readonly ended: Promise<Outcome>;
  /**
   * Resolves when the record of the last run that was begun holds a report of this step.
   *
   * @throws Error when the command ends before
   */
  reported(step: number): Promise<void>;
  /** Kills the command itself, and none of what it has started. */
  kill(): void;
}

const LOOK_INTERVAL_MS = 100;

/** Starts the real command. */
export function startTrainingRun(
  suite: string,
  resultsDir: string,
  environment: Readonly<Record<string, string>>,
  ...options: readonly string[]
): TrainingRun {
  const child = startTokwatt(["run", suite, "--results", resultsDir, ...options], environment);
  let outcome: Outcome | undefined;
  const ended = child.then(({ exitCode, stdout, stderr }) => {
    outcome = { exitCode, out: stdout, err: stderr };
    return outcome;
  });
  return {
    ended,
    reported: async (step) => {
      while ((await lastStep(resultsDir)) < step) {
        if (outcome !== undefined) throw new Error(`the command has ended: ${outcome.out}\n${outcome.err}`);
        await new Promise((resolve) => setTimeout(resolve, LOOK_INTERVAL_MS));
      }
    },
    kill: () => void child.kill("SIGKILL"),
  };
}

/** Number of the last step that the record of the last run in the ledger reports; 0 as long as there is none. */
async function lastStep(resultsDir: string): Promise<number> {
  const entry = (await linesOf(join(resultsDir, "ledger.jsonl"))).at(-1);
  if (entry === undefined) return 0;
  const { runId } = JSON.parse(entry) as { readonly runId: string };
  const last = (await linesOf(join(resultsDir, runId, "steps.jsonl"))).at(-1);
  return Number(/"step":(\d+)/.exec(last ?? "")?.[1] ?? 0);
}

/** The whole lines of a file; none as long as there is no such file. */
async function linesOf(file: string): Promise<readonly string[]> {
  const text = await readFile(file, "utf8").catch(() => "");
  return text.split("\n").slice(0, -1);
}
