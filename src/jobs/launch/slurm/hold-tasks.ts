import type { JobHolding } from "../../../contract/job-launcher.js";
import { failure } from "../../../model/finding.js";
import { NS_PER_SECOND } from "../../../model/time.js";
import { giveOrder, type OrderedJob } from "./give-order.js";
import type { SlurmCommands } from "./slurm-commands.js";

/** Each hold asks the controller twice, and takes it some tenths of a second to reach all nodes. */
const SHORTEST_HOLD_NS = NS_PER_SECOND;

/**
 * Holds the tasks of a job on all of its nodes, by signals. Its allocation stays, and so do the steps beside it that read meters. A
 * job whose tokwatt is killed while it is held stands still until it is found again, or until its time limit.
 */
export function holdTasks(job: OrderedJob, commands: Pick<SlurmCommands, "signalTasks">): JobHolding {
  const send = (signal: "STOP" | "CONT"): Promise<void> =>
    giveOrder(
      () => commands.signalTasks(job.id, signal),
      (words) => failure("hold-refused", { job: String(job.id), words }),
      job,
    );
  return { shortestNs: SHORTEST_HOLD_NS, hold: () => send("STOP"), resume: () => send("CONT") };
}
