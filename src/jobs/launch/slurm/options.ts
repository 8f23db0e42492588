import { z } from "zod";

const word = z.string().min(1);

const containerSchema = z.strictObject({
  image: word.describe("Image, as pyxis takes it: `registry#name:tag`, or a file."),
  mounts: z.array(word).default([]).describe("`SRC:DST[:FLAGS]` each."),
  workdir: word.optional().describe("Folder in the container in which the command runs."),
});

/** Options of the launcher `slurm`. */
export const slurmOptionsSchema = z.strictObject({
  partition: word.optional().describe("Partition of the nodes; Slurm's default one without."),
  account: word.optional().describe("Account that the job is charged to."),
  qos: word.optional().describe("Quality of service of the job."),
  gres: word.optional().describe("Generic resources of each node: `gpu:8`, `npu:16`."),
  constraint: word.optional().describe("Features that the nodes must have."),
  cpusPerNode: z.number().int().positive().optional().describe("Processors of each node's task."),
  memory: word.optional().describe("Memory of each node, as sbatch takes it: `64G`; `0` is all of it."),
  isExclusive: z.boolean().default(false).describe("Whether the nodes are shared with no other job."),
  timeLimitMinutes: z.number().int().positive().optional().describe("The partition's own limit when absent."),
  isRequeued: z
    .boolean()
    .default(false)
    .describe(
      "Whether Slurm may start the job again after a node failure or a pre-emption: the run then is no fresh one.",
    ),
  container: containerSchema.optional().describe("Container in which the tasks run, by pyxis."),
  sbatchArguments: z.array(word).default([]).describe("Further arguments of sbatch."),
  srunArguments: z.array(word).default([]).describe("Further arguments of the srun that starts the tasks."),
  pollSeconds: z.number().min(0.2).max(60).default(5).describe("The longest pause between two looks at the job."),
  lostAfterSeconds: z
    .number()
    .positive()
    .default(1800)
    .describe("So long may the controller not answer before the job is given up as lost."),
});

export type SlurmOptions = z.output<typeof slurmOptionsSchema>;
