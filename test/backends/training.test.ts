import { describe, expect, it } from "vitest";
import { ascendBackend } from "../../src/backends/ascend/adapter.js";
import { gpuBackend } from "../../src/backends/gpu/adapter.js";
import type { OpenTraining } from "../../src/contract/backend-adapter.js";
import type { MachineCommands } from "../../src/contract/power-source.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { InputError } from "../../src/model/errors.js";
import { exampleTraining } from "../../src/testing.js";
import { openRequest } from "./open-request.js";

const clock = createMonotonicClock();
const adapters = [
  { adapter: gpuBackend, tool: "nvidia-smi" },
  { adapter: ascendBackend, tool: "npu-smi" },
] as const;
type Adapter = (typeof adapters)[number]["adapter"];

/** A system that trains by this launcher, opened for one job. */
async function train(
  adapter: Adapter,
  use: string,
  options: object,
  environment: Record<string, string> = {},
): Promise<OpenTraining> {
  const request = openRequest<never>(adapter as never, options, { clock, lifecycle: "attached", environment });
  const job = { workload: "any", nodes: 1, command: ["true"] as const, environment: {} };
  const training = { launcher: { use, options: {} }, logs: "tokwatt", jobs: [job] };
  const { serving: _, ...system } = request.system;
  const opened = await adapter.train?.({
    ...request,
    system: { ...system, training },
    workload: exampleTraining(),
    dataSeed: "data",
  });
  if (opened === undefined) throw new Error("cannot train");
  return opened;
}

const silent: MachineCommands = {
  read: () => Promise.reject(new Error("not asked for")),
  follow: () => ({ ended: new Promise(() => {}), stop: async () => {} }),
};

describe.each(adapters)("training on a system of the adapter $adapter.name", ({ adapter, tool }) => {
  it("needs no options at all: the launcher is the system file's, and nothing is metered", async () => {
    const { own, powerSources, nodeMeters, describe: tell, close } = await train(adapter, "slurm", {});
    expect([own, powerSources, nodeMeters]).toEqual([undefined, [], undefined]);
    expect(await tell()).toEqual({});
    await close();
  });

  it("meters a job of this machine from here", async () => {
    const { powerSources, nodeMeters } = await train(adapter, "local", { telemetry: {} });
    expect(powerSources.map(({ id }) => id)).toEqual([tool]);
    expect(nodeMeters).toBeUndefined();
  });

  it.each(["slurm", "launcher-of-somebody"])("meters a job of the launcher %s on its nodes", async (use) => {
    const { powerSources, nodeMeters } = await train(adapter, use, { telemetry: {} });
    expect(powerSources).toEqual([]);
    const { signal } = new AbortController();
    const meters = [1, 2].flatMap((place) => {
      const node = { alias: `node-${place}`, commands: silent };
      return nodeMeters?.({ node, clock, signal, environment: {} }) ?? [];
    });
    expect(meters.map(({ id }) => id)).toEqual([`node-1-${tool}`, `node-2-${tool}`]);
  });

  it("meters nothing of a job that had ended: what a meter shows now is of another time", async () => {
    const { powerSources, nodeMeters } = await train(adapter, "attach", { telemetry: {} });
    expect([powerSources, nodeMeters]).toEqual([[], undefined]);
  });

  it.each(["local", "slurm"])("takes variables in `telemetry`, and names those that are missing (%s)", async (use) => {
    const telemetry = { command: [`\${WAY}`, tool] };
    const error = await train(adapter, use, { telemetry }).catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(InputError);
    expect((error as InputError).problems).toMatchObject([{ code: "missing-variables", data: { names: "WAY" } }]);
    await train(adapter, use, { telemetry }, { WAY: "env" });
  });

  it("cannot be opened to serve without saying what is served", async () => {
    const problemsOf = async (options: object, lifecycle: "attached" | "restart") => {
      const opening = adapter.open(openRequest<never>(adapter as never, options, { clock, lifecycle }));
      const error = await opening.catch((reason: unknown) => reason);
      return error instanceof InputError ? error.problems.map(({ code, data }) => [code, data["path"]]) : error;
    };
    const missing = (...keys: string[]) => keys.map((key) => ["option-missing-for-lifecycle", `options.${key}`]);
    expect(await problemsOf({}, "attached")).toEqual(missing("model", "baseUrl"));
    expect(await problemsOf({ telemetry: {} }, "restart")).toEqual(missing("model", "command"));
  });

  it.each([
    [{ baseUrl: "http://127.0.0.1:9" }, ["model"]],
    [{ model: "tiny" }, ["baseUrl"]],
    [{ usage: "continuous", telemetry: {} }, ["baseUrl", "model"]],
    [{ command: ["server"] }, ["baseUrl", "model"]],
    [{ endpoints: [{ baseUrl: "http://127.0.0.1:9" }] }, ["model"]],
    [{ telemetry: {} }, []],
    [{}, []],
  ])("as soon as an endpoint is mentioned, what it needs must be there: %j", (options, missing) => {
    const issues = adapter.optionsSchema.safeParse(options).error?.issues ?? [];
    expect(issues.map(({ path }) => path.join(".")).sort()).toEqual(missing);
  });
});
