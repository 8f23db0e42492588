import type { OpenTraining } from "../../contract/backend-adapter.js";
import { type Clock, sleepUntil } from "../../contract/clock.js";
import type { Job } from "../../contract/job-launcher.js";
import { type Finding, warning } from "../../model/finding.js";
import type { Shard, SystemDescription } from "../../model/run-record.js";
import type { StepSample } from "../../model/step-sample.js";
import { NS_PER_MILLISECOND } from "../../model/time.js";
import type { RecordingPowerSink } from "../../power/recording.js";
import { describeMeters } from "../describe-meters.js";
import type { NodeAliases } from "./node-aliases.js";
import { type NodeMeters, startNodeMeters } from "./node-meters.js";

export interface MeteredNodesOptions {
  /** Makes the meters of one node; undefined where all meters are on this machine. */
  readonly createMeters: OpenTraining["nodeMeters"];
  readonly aliases: NodeAliases;
  /** The last step that counts. */
  readonly lastStep: number;
  readonly sink: RecordingPowerSink;
  readonly clock: Clock;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly report: (finding: Finding) => void;
  /** What is known of the system already. */
  readonly known: SystemDescription;
}

/** The nodes of a job as far as they are metered. */
export interface MeteredNodes {
  /** The job runs there. Its first start counts: whatever begins anew is worth nothing. */
  started(hosts: readonly string[]): void;
  stepped(samples: readonly StepSample[]): void;
  /** The job that tasks are started beside. */
  beside(job: Job): void;
  /** Ends the readings; may be called again. */
  stop(): Promise<void>;
  shards(): readonly Shard[];
  /** What is known of the system, with what the first node's meters tell: all nodes are meant to be alike. */
  description(): SystemDescription;
}

const LEEWAY_NS = NS_PER_MILLISECOND;

/**
 * Meters the nodes of a job from when it runs there until a moment after its last step. A job may end right behind that, and its
 * samplers with it, so they are stopped before.
 */
export function meterNodes(options: MeteredNodesOptions): MeteredNodes {
  const { createMeters, aliases, sink, clock, report, environment } = options;
  const over = new AbortController();
  let hosts: readonly string[] = [];
  let job: Job | undefined;
  let meters: NodeMeters | undefined;
  let description = options.known;
  let described = Promise.resolve();
  let isLastStep = false;

  const start = (): void => {
    if (createMeters === undefined || meters !== undefined || job === undefined || hosts.length === 0) return;
    if (over.signal.aborted) return;
    const names = aliases.name(hosts);
    if (job.beside === undefined) {
      for (const node of names) report(warning("node-without-power", { node, reason: "nodes-not-reached" }));
      hosts = [];
      return;
    }
    const started = startNodeMeters({ job, hosts, aliases: names, createMeters, sink, clock, environment, report });
    meters = started;
    described = started.started.then(async () => {
      description = await describeMeters(options.known, started.ofFirstNode(), { finding: report });
    });
  };
  const stop = async (): Promise<void> => {
    over.abort();
    await meters?.stop();
    await described;
  };

  return {
    started: (names) => {
      if (hosts.length === 0) hosts = names;
      start();
    },
    beside: (handedIn) => {
      job = handedIn;
      start();
    },
    stepped: (samples) => {
      if (isLastStep || !samples.some(({ step }) => step >= options.lastStep)) return;
      isLastStep = true;
      void sleepUntil(clock, clock.nowNs() + sink.tailNs(), over.signal, LEEWAY_NS).then(stop);
    },
    stop,
    shards: () => meters?.shards() ?? [],
    description: () => description,
  };
}
