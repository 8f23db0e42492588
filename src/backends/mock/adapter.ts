import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Clock } from "../../contract/clock.js";
import { defineBackend } from "../../contract/define.js";
import { createMockMeter, type MeteredEngine } from "./meter.js";
import { type MockOptions, mockOptionsSchema } from "./options.js";
import { MOCK_VERSION, type MockServer, serveMock } from "./serve-mock.js";
import { readyToTrain } from "./training/ready-to-train.js";

/**
 * A server with a known answer, or several as one system, fresh in every run and reached over real HTTP, with a meter that
 * follows their load. What tokwatt says about it can be checked against `expectedRates`; of its training, against
 * `expectedTraining`.
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
    const { model, usage, meter, slots, balance } = options;
    const servers = await serveMocks(options, clock, seed);
    const endpoints = servers.map(({ baseUrl, metricsUrl }) => ({ baseUrl, model, headers: {}, usage, metricsUrl }));
    const description = { serverVersion: MOCK_VERSION, servedModels: model, slots };
    const several = endpoints.length > 1 ? { endpoints: endpoints.length, balance } : {};
    return {
      endpoint: { endpoints, balance },
      powerSources: meter === undefined ? [] : [createMockMeter(meter, together(servers), seed, clock)],
      describe: async () => ({ ...description, ...several }),
      close: async () => {
        await Promise.all(servers.map((server) => server.close()));
      },
    };
  },
  train: readyToTrain,
  trainsByItself: true,
});

/** As many servers as the options ask for, each with an engine of its own; none where one of them cannot be started. */
async function serveMocks(options: MockOptions, clock: Clock, seed: string): Promise<readonly MockServer[]> {
  const seeds = Array.from({ length: options.endpoints }, (_, index) => (index === 0 ? seed : `${seed}:${index}`));
  const started = await Promise.allSettled(seeds.map((own) => serveMock(options, { clock, seed: own })));
  const servers = started.flatMap((one) => (one.status === "fulfilled" ? [one.value] : []));
  const failed = started.find((one) => one.status === "rejected");
  if (failed === undefined) return servers;
  await Promise.all(servers.map((server) => server.close()));
  throw failed.reason;
}

/** What one meter on the feed of all servers sees. */
function together(servers: readonly MockServer[]): MeteredEngine {
  return { energyJoules: (atNs) => servers.reduce((joules, { engine }) => joules + engine.energyJoules(atNs), 0) };
}
