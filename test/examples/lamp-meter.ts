import { z } from "zod";
import { API_VERSION } from "../../src/contract/backend-adapter.js";
import { definePowerSource } from "../../src/contract/define.js";
import { createPolledSource } from "../../src/power/polled-source.js";

/** A meter that always reads the same: stands for a call to a real one. */
export const lampMeter = definePowerSource({
  apiVersion: API_VERSION,
  name: "lamp",
  optionsSchema: z.strictObject({ watts: z.number().positive() }),
  create: ({ watts }, { clock }) =>
    createPolledSource({
      id: "lamp",
      clock,
      intervalNs: 0.1e9,
      devices: [
        {
          header: {
            id: "lamp-0",
            source: "lamp",
            device: "lamp 0",
            boundary: "node-ac",
            quantity: "watts",
            shard: "client",
            averagingNs: 0,
            intervalNs: 0.1e9,
            resolution: 0,
            accuracy: { relative: 0.02, absoluteWatts: 0, source: "data sheet of the lamp", assumed: false },
          },
          read: async () => watts,
        },
      ],
    }),
});
