import { z } from "zod";
import { API_VERSION } from "../../src/contract/backend-adapter.js";
import { defineBackend } from "../../src/contract/define.js";

/** An endpoint that somebody else runs, and nothing more. */
export const remoteBackend = defineBackend({
  apiVersion: API_VERSION,
  name: "remote",
  version: "1",
  provenance: "measured",
  optionsSchema: z.strictObject({ baseUrl: z.url(), model: z.string() }),
  lifecycles: ["attached"],
  open: async ({ options }) => ({
    endpoint: { ...options, headers: {}, usage: "final" },
    powerSources: [],
    describe: async () => ({ servedModels: options.model }),
    close: async () => undefined,
  }),
});
