import type { MachineCommands, PowerSource, PowerSourceContext } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import { LOCAL_SHARD } from "../model/run-record.js";
import { createLocalCommands } from "./acquire/local-command.js";

/** Where a source reads: this machine, or a node of a job. Several nodes have the same devices by the same numbers. */
export interface MeteredPlace {
  readonly access: MachineCommands;
  /** Alias of the shard that its traces and raw logs belong to. */
  readonly shard: string;
  /** Id of a source, a trace or a raw log, told apart from those of other nodes: `node-2-nvidia-smi-0`. */
  id(own: string): string;
  /** Name of a device for people, likewise: `node-2 NVIDIA H200 GPU 0`. */
  title(own: string): string;
}

/** The place of a context, read by commands. */
export function meteredPlace(context: PowerSourceContext): MeteredPlace {
  const { node } = context;
  if (node === undefined) {
    const access = createLocalCommands(context);
    return { access, shard: LOCAL_SHARD, id: (own) => own, title: (own) => own };
  }
  const { alias, commands } = node;
  return { access: commands, shard: alias, id: (own) => `${alias}-${own}`, title: (own) => `${alias} ${own}` };
}

/**
 * The source that stands for one that reads a meter now, where the run had ended before it is read: its `start` says so.
 *
 * @returns undefined where the meter may be read
 */
export function refuseRecorded(source: string, context: PowerSourceContext): PowerSource | undefined {
  return context.recordedFromUnixMs === undefined
    ? undefined
    : refusing(source, failure("telemetry-not-recorded", { source }));
}

/** The same for a source that reads this machine only, where a node of a job is to be read. */
export function refuseNode(source: string, context: PowerSourceContext): PowerSource | undefined {
  return context.node === undefined ? undefined : refusing(source, failure("telemetry-local-only", { source }));
}

function refusing(id: string, finding: Finding): PowerSource {
  return {
    id,
    start: async () => {
      throw new MeasurementError(finding);
    },
    stop: async () => {},
  };
}
