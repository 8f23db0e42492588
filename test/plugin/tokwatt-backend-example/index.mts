import { createPolledSource, defineBackend, LOCAL_SHARD, type OpenSystem, type PowerSource } from "tokwatt";
import { z } from "zod";
import { startEngine } from "./engine.mjs";

const optionsSchema = z.strictObject({
  model: z.string().min(1).describe("Name of the served model."),
  tokensPerSecond: z.number().positive().default(200).describe("Pace of every answer."),
  watts: z.number().positive().default(100).describe("What the meter reads."),
});

const INTERVAL_NS = 50e6;

/** An engine on loopback that makes words at a steady pace, with a meter that always reads the same. */
export const backend = defineBackend<z.output<typeof optionsSchema>>({
  // The number that this package was written for. Not tokwatt's own API_VERSION: that always fits, and says nothing.
  apiVersion: 1,
  name: "tokwatt-backend-example",
  version: "1.2.3",
  provenance: "simulated",
  label: { en: "example", zh: "示例" },
  optionsSchema,
  lifecycles: ["attached", "restart"],
  open: async ({ options, clock }): Promise<OpenSystem> => {
    const { model, tokensPerSecond, watts } = options;
    const engine = await startEngine(model, tokensPerSecond);
    const header = {
      id: "example-meter",
      source: "example-meter",
      device: "example meter",
      boundary: "board",
      quantity: "watts",
      shard: LOCAL_SHARD,
      averagingNs: 0,
      intervalNs: INTERVAL_NS,
      resolution: 0,
      accuracy: { relative: 0.01, absoluteWatts: 0, source: "by construction", assumed: false },
    } as const;
    const meter: PowerSource = {
      ...createPolledSource({
        id: header.id,
        devices: [{ header, read: async () => watts }],
        intervalNs: INTERVAL_NS,
        clock,
      }),
      describe: async () => ({ meterDevices: 1 }),
    };
    return {
      endpoint: { baseUrl: engine.baseUrl, model, headers: {}, usage: "final" },
      powerSources: [meter],
      describe: async () => ({ servedModels: model }),
      close: () => engine.close(),
    };
  },
});
