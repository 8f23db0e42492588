import type { JobRequest } from "../../../contract/job-launcher.js";
import { jobFiles } from "../job-files.js";
import type { SlurmOptions } from "./options.js";

/**
 * Arguments of sbatch. All of them are on the command line and none in the script: there they have quoting rules of their own,
 * and variables such as SBATCH_PARTITION would outdo them.
 */
export function sbatchArguments(request: JobRequest, options: SlurmOptions): readonly string[] {
  const { output, script } = jobFiles(request.keepIn);
  const optional = (name: string, value: string | number | undefined): readonly string[] =>
    value === undefined ? [] : [`--${name}=${value}`];
  return [
    "--parsable",
    `--job-name=${request.name}`,
    `--nodes=${request.nodes}`,
    "--ntasks-per-node=1",
    `--chdir=${request.directory}`,
    // Both streams; Slurm reads `%` and `\` in the name of a file.
    `--output=${output.replaceAll("\\", "\\\\").replaceAll("%", "%%")}`,
    // What was printed before a requeue is not lost.
    "--open-mode=append",
    options.isRequeued ? "--requeue" : "--no-requeue",
    ...optional("partition", options.partition),
    ...optional("account", options.account),
    ...optional("qos", options.qos),
    ...optional("gres", options.gres),
    ...optional("constraint", options.constraint),
    ...optional("cpus-per-task", options.cpusPerNode),
    ...optional("mem", options.memory),
    ...optional("time", options.timeLimitMinutes),
    ...(options.isExclusive ? ["--exclusive"] : []),
    ...options.sbatchArguments,
    script,
  ];
}
