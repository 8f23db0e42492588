import { readFile } from "node:fs/promises";
import type { JobOutcome } from "../../../contract/job-launcher.js";
import { detailOf } from "./job-changes.js";
import { outcomeOf } from "./job-states.js";
import type { AccountedRow } from "./parse-accounting.js";
import type { SlurmCommands } from "./slurm-commands.js";

/** How a job ended. */
export interface KnownEnd {
  readonly outcome: JobOutcome;
  readonly detail: string;
}

/**
 * How a job ended that the controller has forgotten (it does so after `MinJobAge`, five minutes unless configured): from the
 * accounting, and where there is none from the exit status that the job itself left behind.
 *
 * @param name the job's: numbers begin again at some time
 * @param exitStatus what the job left behind, if it did
 * @returns undefined where nobody knows
 */
export async function pastEnd(
  id: number,
  name: string,
  exitStatus: () => Promise<number | undefined>,
  commands: SlurmCommands,
): Promise<KnownEnd | undefined> {
  const accounted = await commands.accounting(id);
  if (accounted.kind === "answer") {
    const row = accounted.value.findLast((candidate) => candidate.id === String(id) && candidate.name === name);
    const outcome = row === undefined ? undefined : outcomeOf(row.states);
    if (row !== undefined && outcome !== undefined)
      return memoryEnd({ outcome, detail: detailOf(row) }, accounted.value);
  }
  const status = await exitStatus();
  if (status === undefined) return undefined;
  return { outcome: status === 0 ? "completed" : "failed", detail: `exit ${status}` };
}

/**
 * The end of a job, corrected by its steps: where a step ran out of memory, the job itself has only failed, as its script goes
 * on to tell of an exit status.
 */
export function memoryEnd(end: KnownEnd, rows: readonly AccountedRow[]): KnownEnd {
  if (end.outcome !== "failed") return end;
  const step = rows.find((row) => outcomeOf(row.states) === "out-of-memory");
  return step === undefined ? end : { outcome: "out-of-memory", detail: `${end.detail}; step ${detailOf(step)}` };
}

/** The exit status that a job left in a file; undefined where there is none. */
export async function readExitStatus(file: string): Promise<number | undefined> {
  const text = await readFile(file, "utf8").catch(() => "");
  return /^\d+\s*$/.test(text) ? Number(text) : undefined;
}
