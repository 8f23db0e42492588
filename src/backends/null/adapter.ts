import { z } from "zod";
import { API_VERSION } from "../../contract/backend-adapter.js";
import { defineBackend } from "../../contract/define.js";
import { startOpenAiServer } from "../../simulation/openai-server/openai-server.js";
import { createInstantService } from "./instant-service.js";

const nullOptionsSchema = z.strictObject({
  model: z.string().min(1).default("null").describe("Name of the served model."),
  tokensPerChunk: z.int().min(1).default(1).describe("Tokens in one event of the stream; the last may hold fewer."),
  usage: z
    .enum(["final", "continuous"])
    .default("final")
    .describe("Whether tokens are counted at the end of a stream only, or in every event too."),
});

export type NullOptions = z.output<typeof nullOptionsSchema>;

const NULL_VERSION = "tokwatt-null-1";

/** A server that answers at once and draws no power: what is measured on it is the harness itself. */
export const nullBackend = defineBackend<NullOptions>({
  apiVersion: API_VERSION,
  name: "null",
  version: "1",
  provenance: "simulated",
  label: { en: "null", zh: "空载" },
  optionsSchema: nullOptionsSchema,
  lifecycles: ["attached", "restart"],
  meters: () => [],
  open: async ({ options, clock }) => {
    const { model, usage, tokensPerChunk } = options;
    const service = createInstantService(tokensPerChunk);
    const server = await startOpenAiServer({ service, model, version: NULL_VERSION, clock });
    return {
      endpoint: { baseUrl: server.baseUrl, model, headers: {}, usage, metricsUrl: server.metricsUrl },
      powerSources: [],
      describe: async () => ({ serverVersion: NULL_VERSION, servedModels: model }),
      close: () => server.close(),
    };
  },
});
