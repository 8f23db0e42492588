import type { OpenTraining } from "../../contract/backend-adapter.js";
import type { Clock } from "../../contract/clock.js";
import type { Job } from "../../contract/job-launcher.js";
import type { PowerSink, PowerSource } from "../../contract/power-source.js";
import { readNodeClock } from "../../jobs/node-clock.js";
import { createNodeCommands } from "../../jobs/node-commands.js";
import { type Finding, warning } from "../../model/finding.js";
import type { Shard } from "../../model/run-record.js";
import { findingOf } from "../finding-of.js";

export interface NodeMetersOptions {
  readonly job: Pick<Job, "beside" | "ended">;
  /** As the scheduler calls them, in the order of ranks. */
  readonly hosts: readonly string[];
  /** Of the hosts, in the same order. */
  readonly aliases: readonly string[];
  readonly createMeters: NonNullable<OpenTraining["nodeMeters"]>;
  readonly sink: PowerSink;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly report: (finding: Finding) => void;
}

/** The meters of a job's nodes, from soon after it began until they are stopped. */
export interface NodeMeters {
  /** Resolves when each node's meters read, or have been given up. */
  readonly started: Promise<void>;
  /** Meters of the first node, to be asked what they read; none where they did not start. */
  ofFirstNode(): readonly PowerSource[];
  /** Of the nodes whose meters started. */
  shards(): readonly Shard[];
  /** Ends the readings; may be called again. */
  stop(): Promise<void>;
}

/**
 * Reads the meters of all nodes of a job at the same time, by tasks beside it. A node whose meters do not start is reported with
 * the reason, and the run goes on: its energy is then not known.
 */
export function startNodeMeters(options: NodeMetersOptions): NodeMeters {
  const { job, hosts, aliases, clock, sink, report } = options;
  const stopping = new AbortController();
  const started: PowerSource[] = [];
  const shards: Shard[] = [];
  let ofFirstNode: readonly PowerSource[] = [];

  const startNode = async (host: string, alias: string): Promise<void> => {
    const { signal } = stopping;
    const commands = createNodeCommands(job, host, { clock, signal });
    const { wallUnixMs, offsetUncertaintyNs } = await readNodeClock(commands, clock);
    const { environment } = options;
    const meters = options.createMeters({ node: { alias, commands }, clock, signal, environment });
    for (const meter of meters) {
      if (signal.aborted) return;
      // One that fails on its start is stopped like any other.
      started.push(meter);
      await meter.start(sink);
    }
    if (meters.length > 0) shards.push({ alias, wallUnixMs, offsetNs: 0, offsetUncertaintyNs });
    if (alias === aliases[0]) ofFirstNode = meters;
  };
  const starting = hosts.map(async (host, index) => {
    const alias = aliases[index] ?? "";
    try {
      await startNode(host, alias);
    } catch (error) {
      if (stopping.signal.aborted) return;
      const { code, data } = findingOf(error);
      report(warning("node-without-power", { node: alias, reason: code }));
      // Why, in its own sentence.
      report(warning(code, data));
    }
  });
  const allStarted = Promise.all(starting).then(() => {});
  let stopped: Promise<void> | undefined;
  const stopAll = async (): Promise<void> => {
    stopping.abort();
    await allStarted;
    await Promise.all(started.map((meter) => meter.stop().catch((error: unknown) => report(findingOf(error)))));
  };
  return {
    started: allStarted,
    ofFirstNode: () => ofFirstNode,
    shards: () => shards.toSorted((one, other) => aliases.indexOf(one.alias) - aliases.indexOf(other.alias)),
    stop: () => {
      stopped ??= stopAll();
      return stopped;
    },
  };
}
