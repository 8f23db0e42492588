import { API_VERSION } from "../../contract/backend-adapter.js";
import { defineBackend } from "../../contract/define.js";
import { createMockMeter } from "./meter.js";
import { type MockOptions, mockOptionsSchema } from "./options.js";
import { MOCK_VERSION, serveMock } from "./serve-mock.js";

/**
 * A server with a known answer, fresh in every run and reached over real HTTP, with a meter that follows its load. What
 * tokwatt says about it can be checked against `expectedRates`.
 */
export const mockBackend = defineBackend<MockOptions>({
  apiVersion: API_VERSION,
  name: "mock",
  version: "1",
  provenance: "simulated",
  label: { en: "mock", zh: "模拟" },
  optionsSchema: mockOptionsSchema,
  lifecycles: ["attached", "restart"],
  meters: ({ meter }) => (meter === undefined ? [] : [{ source: "mock-meter", boundaries: [meter.boundary] }]),
  open: async ({ options, seed, clock }) => {
    const server = await serveMock(options, { clock, seed });
    const { model, usage, meter, slots } = options;
    return {
      endpoint: { baseUrl: server.baseUrl, model, headers: {}, usage, metricsUrl: server.metricsUrl },
      powerSources: meter === undefined ? [] : [createMockMeter(meter, server.engine, seed, clock)],
      describe: async () => ({ serverVersion: MOCK_VERSION, servedModels: model, slots }),
      close: () => server.close(),
    };
  },
});
