import { mkdir, rm, writeFile } from "node:fs/promises";
import { API_VERSION } from "../../contract/backend-adapter.js";
import type {
  BesideObserver,
  Job,
  JobEvent,
  JobLauncherContext,
  JobLauncherDefinition,
  JobObserver,
  JobRequest,
} from "../../contract/job-launcher.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_SECOND } from "../../model/time.js";
import { jobFiles } from "./job-files.js";
import { batchScript } from "./slurm/batch-script.js";
import { startBeside } from "./slurm/beside.js";
import { cancelJob } from "./slurm/cancel-job.js";
import { followJob } from "./slurm/follow-job.js";
import { holdTasks } from "./slurm/hold-tasks.js";
import { type SlurmOptions, slurmOptionsSchema } from "./slurm/options.js";
import { readExitStatus } from "./slurm/past-end.js";
import { sbatchArguments } from "./slurm/sbatch-arguments.js";
import { createSlurmCommands, type SlurmCommands, slurmEnvironment } from "./slurm/slurm-commands.js";
import { submitJob } from "./slurm/submit-job.js";
import { tailFile } from "./tail-file.js";

/**
 * A job of Slurm, handed in with sbatch. It outlives tokwatt: what is needed to find it again is its number, and the folder of
 * the run, which must be on a file system that the first node shares with this machine.
 */
export const slurmLauncher: JobLauncherDefinition<SlurmOptions> = {
  apiVersion: API_VERSION,
  name: "slurm",
  optionsSchema: slurmOptionsSchema,
  programs: ["sbatch", "scontrol", "squeue", "scancel", "srun"],
  create: (options, context) => {
    const own = { ...context, environment: slurmEnvironment(context.environment) };
    const commands = createSlurmCommands(own);
    return {
      id: "slurm",
      launch: async (request, observer) => {
        const files = jobFiles(request.keepIn);
        await mkdir(request.keepIn, { recursive: true });
        await rm(files.output, { force: true });
        const emptySinceNs = own.clock.nowNs();
        await writeFile(files.script, batchScript(request, options), { mode: 0o755 });
        const submission = {
          sbatchArguments: sbatchArguments(request, options),
          script: files.script,
          lostAfterSeconds: options.lostAfterSeconds,
        };
        const id = await submitJob(submission, commands, own.clock, observer);
        return observeJob(id, emptySinceNs, request, observer, options, commands, own);
      },
      attach: async (ticket, request, observer) => {
        const id = /^slurm (\d+)$/.exec(ticket)?.[1];
        if (id === undefined) throw new MeasurementError(failure("job-ticket-unreadable", { ticket }));
        return observeJob(Number(id), undefined, request, observer, options, commands, own);
      },
    };
  },
};

/**
 * Goes on with a job that Slurm has taken: from its first event and the first byte of its output.
 *
 * @param emptySinceNs instant at which it had no output yet; undefined where an earlier process launched it
 */
function observeJob(
  id: number,
  emptySinceNs: Nanoseconds | undefined,
  request: JobRequest,
  observer: JobObserver,
  options: SlurmOptions,
  commands: SlurmCommands,
  context: JobLauncherContext,
): Job {
  const { clock } = context;
  const files = jobFiles(request.keepIn);
  const tail = tailFile({
    path: files.output,
    clock,
    emptySinceNs,
    output: (bytes, atNs, withinNs) => observer.output(bytes, atNs, withinNs),
  });
  const followed = followJob({
    id,
    name: request.name,
    script: files.script,
    exitStatus: () => readExitStatus(files.exitStatus),
    longestPauseNs: options.pollSeconds * NS_PER_SECOND,
    lostAfterSeconds: options.lostAfterSeconds,
    commands,
    clock,
    observer,
  });
  const finish = async (): Promise<Extract<JobEvent, { kind: "ended" }>> => {
    try {
      const { outcome, detail } = await followed.ended;
      const end = { kind: "ended", atNs: clock.nowNs(), outcome, detail } as const;
      await tail.finish();
      observer.event(end);
      return end;
    } catch (error) {
      await tail.stop();
      throw error;
    }
  };
  const ended = finish();
  ended.catch(() => {});
  const ordered = { id, followed, lostAfterSeconds: options.lostAfterSeconds, clock, observer };
  return {
    ticket: `slurm ${id}`,
    ended,
    beside: async (command, tasks, node) => {
      const nodes = followed.nodes();
      if (nodes.length === 0) throw new MeasurementError(failure("job-not-running", { job: String(id) }));
      if (node !== undefined && !nodes.includes(node))
        throw new MeasurementError(failure("node-not-of-job", { job: String(id) }));
      const watched: BesideObserver = {
        ...tasks,
        ended: (host, detail, words) => {
          // What did not end by itself may have ended with the job.
          if (!/^exit /.test(detail)) followed.hasten();
          tasks.ended(host, detail, words);
        },
      };
      return startBeside(id, node === undefined ? nodes : [node], command, watched, context);
    },
    holding: holdTasks(ordered, commands),
    cancel: async () => {
      await cancelJob(ordered, commands);
      await ended;
    },
  };
}
