import type { Clock } from "../../contract/clock.js";
import type { Nanoseconds } from "../../model/time.js";
import type { ShardWriter } from "../../records/shard-writer.js";
import type { TokenSidecarKind } from "../../records/token-sidecar.js";
import { createBalancedClient } from "../balance/balanced-client.js";
import { drawLoad } from "../drawn-load.js";
import type { BatchBarrier } from "../drive-batch.js";
import { driveLoad, type LoadOutcome } from "../drive-load.js";
import { createOpenAiClient } from "../openai-client.js";
import { planPhases } from "../phases.js";
import { readWorkloadFiles } from "../read-workload-files.js";
import { deservesRehearsal, rehearseLoad } from "../rehearsal/rehearse-load.js";
import { createSelfCheckProbe } from "../self-check.js";
import type { WorkloadInputs } from "../workload-inputs.js";
import { createBurstCounter } from "./burst-watch.js";
import { chooseSidecar } from "./choose-sidecar.js";
import type { ShareTask } from "./messages.js";
import type { ReceiveProbe } from "./receive-probe.js";

/** What a share needs of the process that carries it. */
export interface ShareSurroundings {
  readonly clock: Clock;
  readonly signal: AbortSignal;
  /** Called when everything is drawn and ready; resolves with the instant, not long from now, at which the load begins. */
  readonly begin: () => Promise<Nanoseconds>;
  readonly barrier?: BatchBarrier | undefined;
  readonly openShard: (tokens: TokenSidecarKind) => Promise<ShardWriter>;
  readonly receive?: ReceiveProbe | undefined;
}

/**
 * Carries one share of a load from its task to its shard on the disk. Rejects with what went wrong in the load generator
 * itself; requests that fail are samples.
 */
export async function carryShare(task: ShareTask, around: ShareSurroundings): Promise<LoadOutcome> {
  const { workload, seed, share, alias, endpoints } = task;
  const { clock, signal, barrier, receive } = around;
  if (deservesRehearsal(workload, share)) await rehearseLoad(workload);
  const files = await readWorkloadFiles(workload, task.files);
  const inputs: WorkloadInputs = { vocabulary: task.vocabulary, salt: task.salt, ...files };
  const drawn = drawLoad(workload, seed, inputs, share);
  const bursts = createBurstCounter();
  const client = createBalancedClient(endpoints, (endpoint) =>
    createOpenAiClient({ endpoint, workload, clock, bursts }),
  );
  try {
    const startNs = await around.begin();
    const shard = await around.openShard(chooseSidecar(workload, planPhases(workload.phases, startNs).measure));
    const selfCheck = createSelfCheckProbe({ bursts, receive });
    const driven = driveLoad({
      workload,
      seed,
      inputs,
      share,
      drawn,
      client,
      clock,
      sink: shard,
      signal,
      selfCheck,
      alias,
      startNs,
      barrier,
    });
    return await driven.finally(() => shard.close());
  } finally {
    await client.close();
  }
}
