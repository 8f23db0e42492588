/** What `scontrol show job` tells of one job, as far as it matters here. */
export interface ShownJob {
  readonly id: number;
  /** Slurm's words, the state itself first: `["RUNNING"]`, `["CANCELLED", "COMPLETING"]`. */
  readonly states: readonly string[];
  /** Why it waits, or why it ended: `Resources`, `NodeDown`; `None`. */
  readonly reason: string;
  /** How often it was requeued. */
  readonly restarts: number;
  readonly exitCode: number;
  /** Signal that ended it; 0: none. */
  readonly signal: number;
  /** Compressed: `n[1-2,7]`; empty while there is none. */
  readonly nodeList: string;
  /** Path of the batch script; empty where it is not told. */
  readonly command: string;
}

/**
 * Reads the output of `scontrol show job <id>`, with or without `--oneliner`, of Slurm 20 to 25. A field is looked for behind a
 * space, so that `NodeList` is not taken from `ReqNodeList`; the first one counts, as an array's tasks follow one another.
 *
 * @returns undefined where the text is no job
 */
export function parseShowJob(text: string): ShownJob | undefined {
  const id = /(?:^|\s)JobId=(\d+)/.exec(text)?.[1];
  const state = /\sJobState=(\S+)/.exec(text)?.[1];
  if (id === undefined || state === undefined) return undefined;
  const [, exitCode, signal] = /\sExitCode=(\d+):(\d+)/.exec(text) ?? [];
  return {
    id: Number(id),
    states: splitStates(state),
    reason: /\sReason=(\S+)/.exec(text)?.[1] ?? "None",
    restarts: Number(/\sRestarts=(\d+)/.exec(text)?.[1] ?? 0),
    exitCode: Number(exitCode ?? 0),
    signal: Number(signal ?? 0),
    nodeList: nothingOf(/\sNodeList=(\S*)/.exec(text)?.[1] ?? ""),
    // A path may hold spaces; which fields follow is known: SubmitLine since Slurm 25.
    command: nothingOf(/\sCommand=(.*?)(?=\s+(?:SubmitLine|WorkDir)=|\n|$)/.exec(text)?.[1] ?? ""),
  };
}

/** `CANCELLED by 1000`, `CANCELLED+` (cut by sacct) and `RUNNING,COMPLETING` begin with the state itself. */
export function splitStates(text: string): readonly string[] {
  return text.split(/[\s,+]+/).filter((word) => /^[A-Z_]+$/.test(word));
}

function nothingOf(value: string): string {
  return value === "(null)" ? "" : value;
}
