import { splitStates } from "./parse-show-job.js";

/** Columns that `parseAccounting` reads, as `sacct --format` takes them. */
export const ACCOUNTING_FORMAT = "JobIDRaw,State,ExitCode,JobName";

/** One row of sacct: the job itself, or one of its steps. */
export interface AccountedRow {
  /** `12`, `12.batch`, `12.extern`, `12.0`. */
  readonly id: string;
  /** As `ShownJob.states`. */
  readonly states: readonly string[];
  readonly exitCode: number;
  readonly signal: number;
  readonly name: string;
}

/**
 * Reads `sacct --noheader --parsable2 --format=JobIDRaw,State,ExitCode,JobName`. Rows of other forms are left out. With
 * `--duplicates` a requeued job has several rows, the last start last.
 */
export function parseAccounting(text: string): readonly AccountedRow[] {
  return text.split("\n").flatMap((line) => {
    const [, id = "", state = "", exitCode, signal, name = ""] =
      /^(\d+[^|]*)\|([^|]+)\|(\d+):(\d+)\|(.*)$/.exec(line) ?? [];
    const states = splitStates(state);
    return states.length === 0 ? [] : [{ id, states, exitCode: Number(exitCode), signal: Number(signal), name }];
  });
}
