import type { JobRequest } from "../../../contract/job-launcher.js";
import { TREE_VARIABLE } from "../../../processes/process-tree.js";
import { jobFiles } from "../job-files.js";
import { nodeRankVariables, rendezvousVariables, UNBUFFERED_VARIABLES } from "../torchrun-variables.js";
import type { SlurmOptions } from "./options.js";
import { shellQuote } from "./shell-quote.js";

const VARIABLE_NAME = /^[A-Za-z_][A-Za-z0-9_]*$/;

/**
 * The script that Slurm runs on the job's first node: it tells the tasks where to meet, starts one on each node and leaves the
 * exit status behind, for a cluster that forgets its jobs. No word of the request is read by the shell.
 *
 * The first node is reached by its name where that can be resolved, else by its address in Slurm (`NodeAddr`). The port follows
 * the job's number, so that two jobs on one node do not meet each other; it is below the ports that systems hand out.
 */
export function batchScript(request: JobRequest, options: SlurmOptions): string {
  const { exitStatus } = jobFiles(request.keepIn);
  const status = shellQuote(exitStatus);
  const part = shellQuote(`${exitStatus}.part`);
  const meeting = rendezvousVariables({ address: "$address", port: "$port", nodes: "$SLURM_JOB_NUM_NODES" });
  const rank = nodeRankVariables("$SLURM_NODEID");
  return `${[
    "#!/bin/bash",
    "# Written by tokwatt for one run.",
    `rm -f -- ${status}`,
    // The job came with the environment of sbatch, and is no part of its process tree.
    `unset ${TREE_VARIABLE}`,
    'first=$(scontrol show hostnames "$SLURM_JOB_NODELIST" | head -n 1)',
    "address=$first",
    'if ! getent hosts "$first" > /dev/null 2>&1; then',
    `  address=$(scontrol show node "$first" | sed -n 's/.*NodeAddr=\\([^ ]*\\).*/\\1/p')`,
    "fi",
    `port=$((20000 + SLURM_JOB_ID % 10000))`,
    ...exports(meeting, (value) => `"${value}"`),
    ...exports(UNBUFFERED_VARIABLES, shellQuote),
    ...exports(checkedNames(request.environment), shellQuote),
    srunCommand(request, options, rank),
    "status=$?",
    `echo "$status" > ${part} && mv -f -- ${part} ${status}`,
    'exit "$status"',
  ].join("\n")}\n`;
}

/** One task on each node. A task that fails ends the others, which would wait for it in a collective operation for good. */
function srunCommand(request: JobRequest, options: SlurmOptions, rank: Readonly<Record<string, string>>): string {
  const task = `export ${Object.entries(rank)
    .map(([name, value]) => `${name}="${value}"`)
    .join(" ")}; exec "$@"`;
  const words = [
    "--ntasks-per-node=1",
    `--ntasks=${request.nodes}`,
    "--kill-on-bad-exit=1",
    // A job whose environment was not passed on would hand none to its tasks either.
    "--export=ALL",
    ...(options.cpusPerNode === undefined ? [] : [`--cpus-per-task=${options.cpusPerNode}`]),
    ...containerArguments(options.container),
    ...options.srunArguments,
    "/bin/sh",
    "-c",
    task,
    "task",
    ...request.command,
  ];
  return `srun ${words.map(shellQuote).join(" ")}`;
}

/** Of pyxis, the container plug-in of Slurm (github.com/NVIDIA/pyxis); another runtime is reached by `srunArguments`. */
function containerArguments(container: SlurmOptions["container"]): readonly string[] {
  if (container === undefined) return [];
  const { image, mounts, workdir } = container;
  return [
    `--container-image=${image}`,
    ...(mounts.length === 0 ? [] : [`--container-mounts=${mounts.join(",")}`]),
    ...(workdir === undefined ? [] : [`--container-workdir=${workdir}`]),
  ];
}

function exports(variables: Readonly<Record<string, string>>, written: (value: string) => string): readonly string[] {
  return Object.entries(variables).map(([name, value]) => `export ${name}=${written(value)}`);
}

function checkedNames(environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  const wrong = Object.keys(environment).find((name) => !VARIABLE_NAME.test(name));
  if (wrong !== undefined) throw new RangeError(`${JSON.stringify(wrong)} is no name of an environment variable`);
  return environment;
}
