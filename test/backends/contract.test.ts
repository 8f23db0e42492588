import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, describe, it } from "vitest";
import { builtInBackends } from "../../src/backends/all.js";
import { createLocalCommands } from "../../src/power/acquire/local-command.js";
import { backendContract, type ContractExample, type TrainingExample } from "../../src/testing.js";
import { makeSystem } from "../fixtures/records.js";
import { TWO_NPUS } from "../power/npu-smi/fake-machine.js";
import { TWO_GPUS } from "../power/nvidia-smi/fake-machine.js";
import { onlyEndpoint } from "./only-endpoint.js";

const SERVER = fileURLToPath(new URL("./fixtures/tiny-server.mjs", import.meta.url));

/** A system whose file names a launcher. */
function trainedBy(use: string): TrainingExample {
  const job = { workload: "example-training", nodes: 1, command: ["true"] as const, environment: {} };
  return { system: makeSystem(use, { training: { launcher: { use, options: {} }, logs: "tokwatt", jobs: [job] } }) };
}

const folder = await mkdtemp(join(tmpdir(), "tokwatt-backend-contract-"));
afterAll(() => rm(folder, { recursive: true }));

const mockOptions = {
  ttft: { meanSeconds: 0 },
  itl: { meanSeconds: 0 },
  energy: { idleWatts: 1, joulesPerOutputToken: 0 },
  meter: { rateHz: 50 },
};
/** Steps of the contract's workload that take 20 ms each. */
const mockTraining = {
  tokensPerSecond: 12_800,
  joulesPerToken: 0.01,
  loss: { start: 7, floor: 3, halfLifeTokens: 1000 },
};

/** One system that each shipped adapter can open on any machine. An adapter without one fails here. */
const EXAMPLES: Readonly<Record<string, ContractExample>> = {
  mock: {
    system: makeSystem("mock", { adapter: "mock" }),
    options: mockOptions,
    training: { options: { ...mockOptions, training: mockTraining }, folder },
  },
  null: { system: makeSystem("null", { adapter: "null" }), options: {} },
  ascend: {
    system: makeSystem("ascend", { adapter: "ascend", lifecycle: "restart" }),
    options: {
      model: "tiny",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the adapter puts a free port in its place
      command: [process.execPath, SERVER, "${PORT}"],
      readiness: { intervalSeconds: 0.05 },
      telemetry: { method: "table", intervalSeconds: 0.1 },
    },
    environment: TWO_NPUS,
    training: {
      ...trainedBy("slurm"),
      options: { telemetry: { method: "table", intervalSeconds: 0.1 } },
      nodeCommands: (clock, signal) => createLocalCommands({ clock, signal, environment: TWO_NPUS }),
    },
    kill: async (system) => {
      await fetch(`${onlyEndpoint(system).baseUrl}/die`).catch(() => undefined);
    },
  },
  gpu: {
    system: makeSystem("gpu", { lifecycle: "restart" }),
    options: {
      model: "tiny",
      // biome-ignore lint/suspicious/noTemplateCurlyInString: the adapter puts a free port in its place
      command: [process.execPath, SERVER, "${PORT}"],
      readiness: { intervalSeconds: 0.05 },
      telemetry: { intervalSeconds: 0.1 },
    },
    environment: TWO_GPUS,
    training: trainedBy("local"),
    kill: async (system) => {
      await fetch(`${onlyEndpoint(system).baseUrl}/die`).catch(() => undefined);
    },
  },
};

describe.each(builtInBackends.map((adapter) => ({ name: adapter.name, adapter })))(
  "adapter $name",
  ({ name, adapter }) => {
    const example = EXAMPLES[name];
    if (example === undefined) throw new Error(`no example for the adapter ${name}`);
    for (const { name: rule, run } of backendContract(adapter, example)) it(rule, run);
  },
);
