import { failure } from "../../../model/finding.js";
import { giveOrder, type OrderedJob } from "./give-order.js";
import type { SlurmCommands } from "./slurm-commands.js";

/**
 * Has Slurm end a job, and returns when Slurm has taken the order.
 *
 * @throws MeasurementError `job-lost` where the controller stays away, `cancel-refused`
 */
export async function cancelJob(job: OrderedJob, commands: Pick<SlurmCommands, "cancel">): Promise<void> {
  const { id, followed } = job;
  const order = async () => {
    const answer = await commands.cancel(id);
    followed.hasten();
    return answer;
  };
  await giveOrder(order, (words) => failure("cancel-refused", { job: String(id), words }), job);
}
