import { LOCAL_SHARD } from "../../model/run-record.js";
import { joinOutcomes } from "../join-outcomes.js";
import { WHOLE_LOAD } from "../load-share.js";
import { carryShare } from "./carry-share.js";
import type { LoadStarter } from "./load-starter.js";
import { shardOf } from "./shard-of.js";

/**
 * Carries the whole load in the process that asks for it: where nothing but the clock of the test or benchmark may decide
 * when things happen. Its receive path is not probed, because whoever asks may have no files for a thread to load.
 */
export const runInProcess: LoadStarter = async (request, writer) => {
  const { workload, seed, salt, vocabulary, files, endpoints, clock, signal } = request;
  const outcome = await carryShare(
    { workload, seed, salt, vocabulary, files, endpoints, share: WHOLE_LOAD, alias: LOCAL_SHARD },
    {
      clock,
      signal,
      begin: async () => clock.nowNs(),
      openShard: async (tokens) => writer.openShard(LOCAL_SHARD, tokens),
    },
  );
  const { interrupted } = outcome;
  return { ...joinOutcomes([outcome], 1), interrupted, shards: [shardOf(clock, LOCAL_SHARD)] };
};
