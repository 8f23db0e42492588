import { createPolledSource, LOCAL_SHARD } from "tokwatt";
// An older zod than tokwatt's own: a schema is taken for what it can do.
import { z } from "zod/v3";

const INTERVAL_NS = 50e6;

// biome-ignore lint/style/noDefaultExport: one of the two ways in which a package may export what it brings
export default {
  apiVersion: 1,
  name: "example-lamp",
  optionsSchema: z.object({ watts: z.number().positive() }).strict(),
  create: ({ watts }, { clock }) => {
    const header = {
      id: "example-lamp",
      source: "example-lamp",
      device: "example lamp",
      boundary: "node-ac",
      quantity: "watts",
      shard: LOCAL_SHARD,
      averagingNs: 0,
      intervalNs: INTERVAL_NS,
      resolution: 0,
      accuracy: "unknown",
    };
    const devices = [{ header, read: async () => watts }];
    return createPolledSource({ id: "example-lamp", devices, intervalNs: INTERVAL_NS, clock });
  },
};
