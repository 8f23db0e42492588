import type { JobLauncherContext } from "../../../contract/job-launcher.js";
import { NS_PER_SECOND } from "../../../model/time.js";
import { type Command, runCommand } from "../run-command.js";
import { ACCOUNTING_FORMAT, type AccountedRow, parseAccounting } from "./parse-accounting.js";
import { parseShowJob, type ShownJob } from "./parse-show-job.js";
import { type Answer, answerOf } from "./slurm-answer.js";

/** The commands of Slurm that the launcher uses, as child processes of this machine. None of them throws. */
export interface SlurmCommands {
  /** Number of the job. */
  submit(sbatchArguments: readonly string[]): Promise<Answer<number>>;
  /** Numbers of the caller's jobs, ended ones included, whose batch script is this file. */
  findByScript(script: string): Promise<Answer<readonly number[]>>;
  showJob(id: number): Promise<Answer<ShownJob>>;
  /** What the accounting knows of a job and its steps; `refused` where there is none. */
  accounting(id: number): Promise<Answer<readonly AccountedRow[]>>;
  /** Host names of a compressed list, in the order of the job's ranks. */
  hostnames(nodeList: string): Promise<Answer<readonly string[]>>;
  cancel(id: number): Promise<Answer<undefined>>;
  /** Sends a signal to all processes of the job's own tasks, and to nothing that runs beside them. */
  signalTasks(id: number, signal: "STOP" | "CONT"): Promise<Answer<undefined>>;
}

/** Slurm's own commands try for some ten seconds to reach a controller, and then its stand-in. */
const LIMIT_NS = 45 * NS_PER_SECOND;

export function createSlurmCommands(context: JobLauncherContext): SlurmCommands {
  const ask = async <Value>(command: Command, read: (stdout: string) => Value): Promise<Answer<Value>> =>
    answerOf(await runCommand(command, LIMIT_NS, context), read);
  return {
    submit: async (sbatchArguments) => known(await ask(["sbatch", ...sbatchArguments], readJobId)),
    findByScript: (script) =>
      ask(["squeue", "--noheader", "--me", "--states=all", "--format=%A|%o"], (stdout) =>
        lines(stdout).flatMap((line) => {
          const [id, command] = [line.slice(0, line.indexOf("|")), line.slice(line.indexOf("|") + 1)];
          return command === script && /^\d+$/.test(id) ? [Number(id)] : [];
        }),
      ),
    showJob: async (id) => known(await ask(["scontrol", "--oneliner", "show", "job", String(id)], parseShowJob)),
    accounting: (id) =>
      ask(
        ["sacct", "--noheader", "--parsable2", "--duplicates", `--jobs=${id}`, `--format=${ACCOUNTING_FORMAT}`],
        parseAccounting,
      ),
    hostnames: (nodeList) => ask(["scontrol", "show", "hostnames", nodeList], lines),
    cancel: (id) => ask(["scancel", String(id)], () => undefined),
    // The first step of the batch script is the job's srun; whatever reads meters beside it is a later one.
    signalTasks: (id, signal) => ask(["scancel", `--signal=${signal}`, `${id}.0`], () => undefined),
  };
}

/** `sbatch --parsable` prints the number, and behind a `;` the cluster where there are several. */
function readJobId(stdout: string): number | undefined {
  const id = /^(\d+)(?:;\S*)?\s*$/m.exec(stdout)?.[1];
  return id === undefined ? undefined : Number(id);
}

/** An answer that cannot be read says nothing. */
function known<Value>(answer: Answer<Value | undefined>): Answer<Value> {
  if (answer.kind !== "answer") return answer;
  const { value } = answer;
  return value === undefined ? { kind: "no-answer", words: "unreadable" } : { kind: "answer", value };
}

function lines(text: string): readonly string[] {
  return text
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
}

/**
 * The environment of Slurm's commands: without what an allocation that tokwatt itself runs in would tell them, or what somebody
 * set to change their output. Where Slurm is (`SLURM_CONF`, a token) stays, and so does what sbatch takes as defaults.
 */
export function slurmEnvironment(
  environment: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string | undefined>> {
  const kept = Object.entries(environment).filter(
    ([name]) => !/^(?:SLURM|SLURMD|SRUN|SQUEUE|SACCT|SCONTROL|SCANCEL|PMI|PMIX|PET)_/.test(name) || STAYS.has(name),
  );
  return { ...Object.fromEntries(kept), LC_ALL: "C" };
}

const STAYS = new Set(["SLURM_CONF", "SLURM_CONF_SERVER", "SLURM_CLUSTERS", "SLURM_JWT"]);
