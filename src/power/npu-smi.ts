import { API_VERSION } from "../contract/backend-adapter.js";
import { definePowerSource } from "../contract/define.js";
import type { PowerSource, PowerSourceContext } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import { NS_PER_SECOND } from "../model/time.js";
import { createFollowedSource } from "./followed-source.js";
import { type MeteredPlace, meteredPlace, refuseRecorded } from "./metered-place.js";
import { type ChosenMethod, chooseMethod } from "./npu-smi/choose-method.js";
import { describeNpus } from "./npu-smi/describe-npus.js";
import { type Inventory, type Npu, readInventory, selectNpus } from "./npu-smi/inventory.js";
import { methodsFor } from "./npu-smi/methods.js";
import { type NpuSmiOptions, npuSmiOptionsSchema, versionsRoot } from "./npu-smi/options.js";
import { plausibleSink } from "./npu-smi/plausible-sink.js";
import { accuracyOf } from "./telemetry-options.js";
import type { TelemetryDevice } from "./telemetry-source.js";
import { createWalkedSource } from "./walked-source.js";

const ID = "npu-smi";
/** The tool prints tenths of a watt. */
const RESOLUTION_WATTS = 0.1;

/**
 * Power of Ascend NPUs as `npu-smi` tells it: one trace for each package, at the boundary `package`, on 310P at `board`.
 * What the tool can do differs by chip and version, so `start` looks first: which NPUs there are, and which of its outputs
 * tells the watts of whole packages. Of a node of a job as of this machine.
 */
export const npuSmiSource = definePowerSource<NpuSmiOptions>({
  apiVersion: API_VERSION,
  name: ID,
  optionsSchema: npuSmiOptionsSchema,
  create: createNpuSmiSource,
  meters: () => [{ source: ID, kind: "npu", boundaries: ["package", "board"] }],
});

export function createNpuSmiSource(options: NpuSmiOptions, context: PowerSourceContext): PowerSource {
  const refusal = refuseRecorded(ID, context);
  if (refusal !== undefined) return refusal;
  const place = meteredPlace(context);
  const { access } = place;
  let source: PowerSource | undefined;
  let inventory: Promise<Inventory> | undefined;
  const look = (): Promise<Inventory> => {
    inventory ??= readInventory(options, access);
    return inventory;
  };
  return {
    id: place.id(ID),
    describe: async () => {
      try {
        const found = await look();
        // Files of this machine say nothing of a node.
        const root = context.node === undefined ? versionsRoot(options) : undefined;
        return await describeNpus(options, access, selectNpus(found, options.devices), found.versions, root);
      } catch (error) {
        // `start` says what is wrong with the tool.
        if (error instanceof MeasurementError) return {};
        throw error;
      }
    },
    start: async (sink) => {
      const found = await look();
      const npus = selectNpus(found, options.devices);
      const probing = { ...context, access, limitNs: options.limitSeconds * NS_PER_SECOND };
      const chosen = await chooseMethod(methodsFor(options, npus), npus, probing, sink.report);
      const isWholeNode = npus.length === found.npus.length;
      source = createSource(options, chosen, npus, isWholeNode, place, context);
      await source.start(plausibleSink(sink, options.plausibleWatts));
    },
    stop: async () => source?.stop(),
  };
}

function createSource(
  options: NpuSmiOptions,
  { method, readings }: ChosenMethod,
  npus: readonly Npu[],
  isWholeNode: boolean,
  place: MeteredPlace,
  { clock, signal }: PowerSourceContext,
): PowerSource {
  const intervalNs = method.intervalSeconds * NS_PER_SECOND;
  const devices = npus.flatMap((npu): readonly TelemetryDevice[] => {
    const reading = readings.get(npu.name);
    if (reading === undefined) return [];
    return [{ key: reading.key(npu.id), header: headerOf(options, npu, place, reading.boundary, intervalNs) }];
  });
  const { access, shard } = place;
  const id = place.id(ID);
  const plan = { id, devices, format: method.format, intervalNs, rawId: id, shard, access, clock, signal };
  const commands = method.commands(npus, isWholeNode);
  const [command] = commands;
  if (method.kind === "followed" && command !== undefined) return createFollowedSource({ ...plan, command });
  return createWalkedSource({ ...plan, commands, limitNs: options.limitSeconds * NS_PER_SECOND });
}

function headerOf(
  { accuracy }: NpuSmiOptions,
  { id, name }: Npu,
  place: MeteredPlace,
  boundary: PowerTraceHeader["boundary"],
  intervalNs: number,
): PowerTraceHeader {
  return {
    id: place.id(`${ID}-${id}`),
    source: ID,
    kind: "npu",
    device: place.title(`${name} NPU ${id}`),
    boundary,
    quantity: "watts",
    shard: place.shard,
    // Huawei does not say over how long the tool averages.
    averagingNs: 0,
    intervalNs,
    resolution: RESOLUTION_WATTS,
    accuracy: accuracyOf(accuracy, "unknown"),
  };
}
