import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { BackendAdapter, OpenRequest, OpenSystem } from "../../src/contract/backend-adapter.js";
import { defineBackend, definePowerSource } from "../../src/contract/define.js";
import type { PowerSource, PowerSourceDefinition } from "../../src/contract/power-source.js";
import { type Finding, failure } from "../../src/model/finding.js";
import type { PowerTraceHeader } from "../../src/model/power-trace.js";
import { createPolledSource } from "../../src/power/polled-source.js";
import { backendContract, type ContractCase, powerSourceContract } from "../../src/testing.js";
import { makeSystem } from "../fixtures/records.js";

const header: PowerTraceHeader = {
  id: "meter-0",
  source: "meter",
  device: "meter 0",
  boundary: "board",
  quantity: "watts",
  shard: "client",
  averagingNs: 0,
  intervalNs: 10e6,
  resolution: 0,
  accuracy: "unknown",
};

function meterWith(changes: Partial<PowerTraceHeader> = {}, value: number | null = 60): PowerSourceDefinition {
  const devices = [{ header: { ...header, ...changes }, read: async () => value }];
  return definePowerSource({
    apiVersion: 1,
    name: "meter",
    optionsSchema: z.strictObject({}),
    create: (_, { clock }) => createPolledSource({ id: "meter", clock, intervalNs: 10e6, devices }),
  });
}

/** A meter of which some parts are replaced. */
function meterLike(change: (source: PowerSource) => Partial<PowerSource>): PowerSourceDefinition {
  const meter = meterWith();
  return {
    ...meter,
    create: (options, context) => {
      const source = meter.create(options, context);
      return { ...source, ...change(source) };
    },
  };
}

function adapterWith(open: Partial<OpenSystem> = {}, changes: Partial<BackendAdapter> = {}): BackendAdapter {
  const system = { powerSources: [], describe: async () => ({ slots: 4 }), close: async () => undefined };
  const adapter = defineBackend({
    apiVersion: 1,
    name: "example",
    version: "1",
    provenance: "measured",
    optionsSchema: z.strictObject({}),
    lifecycles: ["attached"],
    open: async () => ({ ...system, ...open }),
  });
  return { ...adapter, ...changes };
}

/** What each broken rule says, by the rule's name. */
async function complaints(cases: readonly ContractCase[]): Promise<Readonly<Record<string, string>>> {
  const found: Record<string, string> = {};
  for (const { name, run } of cases) {
    await run().catch((error: unknown) => {
      found[name] = error instanceof Error ? error.message : String(error);
    });
  }
  return found;
}

const ofMeter = (definition: PowerSourceDefinition) => complaints(powerSourceContract(definition, { options: {} }));
const ofAdapter = (adapter: BackendAdapter, kill?: () => Promise<void>) =>
  complaints(backendContract(adapter, { system: makeSystem("x"), options: {}, kill }));

describe("the contract of a power source", () => {
  it("holds for one that does what it should", async () => {
    expect(await ofMeter(meterWith())).toEqual({});
    expect(await ofMeter({ ...meterWith(), name: "@acme/tokwatt-power-x" })).toEqual({});
  });

  it.each<[string, PowerSourceDefinition, string, string]>([
    ["another apiVersion", { ...meterWith(), apiVersion: 2 }, "declares itself", "apiVersion is 2"],
    ["a name of its own kind", { ...meterWith(), name: "My Meter" }, "declares itself", '"My Meter"'],
    [
      "options that take anything",
      { ...meterWith(), optionsSchema: z.looseObject({}) },
      "refuses options that it does not know",
      "misspelt",
    ],
    [
      "a description with a list",
      meterLike(() => ({ describe: async () => ({ devices: ["a"] as unknown as string }) })),
      "describes its devices in plain values",
      "devices",
    ],
    ["an id that is no file name", meterWith({ id: "Meter 0" }), "meters from start to stop and no longer", "its id"],
    ["an interval of 0", meterWith({ intervalNs: 0 }), "meters from start to stop and no longer", "intervalNs"],
    ["watts that are no number", meterWith({}, Number.NaN), "meters from start to stop and no longer", "NaN"],
    [
      "no trace",
      meterLike(() => ({ start: async () => undefined })),
      "meters from start to stop and no longer",
      "no trace",
    ],
    [
      "a start before the first reading",
      meterLike(({ stop }) => ({ start: async (sink) => void sink.open(header), stop })),
      "meters from start to stop and no longer",
      "no reading",
    ],
    [
      "readings that it declares otherwise",
      { ...meterWith(), meters: () => [{ source: "meter", boundaries: ["node-ac"] }] },
      "meters from start to stop and no longer",
      "not what `meters` declares",
    ],
    [
      "readings after stop",
      meterLike((source) => ({ stop: async () => void setTimeout(() => void source.stop(), 100) })),
      "meters from start to stop and no longer",
      "goes on after stop",
    ],
    [
      "a stamp in the future",
      meterLike(({ stop }) => ({
        start: async (sink) => sink.open(header).sample(1, undefined, Number.MAX_SAFE_INTEGER),
        stop,
      })),
      "meters from start to stop and no longer",
      "stamp",
    ],
  ])("is broken by %s", async (_, definition, rule, words) => {
    expect((await ofMeter(definition))[rule]).toContain(words);
  });
});

describe("the contract of an adapter", () => {
  it("holds for one that does what it should", async () => {
    expect(await ofAdapter(adapterWith())).toEqual({});
    expect(await ofAdapter(adapterWith({}, { name: "tokwatt-backend-x", provenance: "simulated", label }))).toEqual({});
  });

  const label = { en: "example", zh: "示例" };
  const died = Promise.resolve(failure("engine-lost"));
  const meter = meterWith().create({}, { clock: idleClock(), signal: new AbortController().signal, environment: {} });

  it.each<[string, BackendAdapter, string, string]>([
    ["another apiVersion", adapterWith({}, { apiVersion: 0 }), "declares itself", "apiVersion is 0"],
    ["numbers without a label", adapterWith({}, { provenance: "simulated" }), "declares itself", "label"],
    [
      "an unknown lifecycle",
      adapterWith({}, { lifecycles: ["forever" as "attached"] }),
      "declares itself",
      "unknown lifecycle forever",
    ],
    [
      "a description of a meter with a mapping",
      adapterWith({ powerSources: [{ ...meter, describe: async () => ({ map: {} as unknown as string }) }] }),
      "describes the system and its meters in plain values",
      "map in the description of meter",
    ],
    [
      "a meter that it does not declare",
      adapterWith({}, { meters: () => [], open: openWithMeter }),
      "meters from start to stop and no longer",
      "not what `meters` declares",
    ],
    [
      "two meters with one id",
      adapterWith({ powerSources: [meter, meter] }),
      "meters from start to stop and no longer",
      "one id",
    ],
    [
      "a death that is none",
      adapterWith({ died }),
      "reports no death while it lives, nor when it is closed",
      "reported as dead (engine-lost)",
    ],
  ])("is broken by %s", async (_, adapter, rule, words) => {
    expect((await ofAdapter(adapter))[rule]).toContain(words);
  });

  async function openWithMeter({ clock, signal, environment }: OpenRequest<unknown>): Promise<OpenSystem> {
    const powerSources = [meterWith().create({}, { clock, signal, environment })];
    return { powerSources, describe: async () => ({}), close: async () => undefined };
  }

  it("is broken by closing that counts as a death, and by a death that nobody reports", async () => {
    const open = async (): Promise<OpenSystem> => {
      let close: (finding: Finding) => void = () => undefined;
      const died = new Promise<Finding>((resolve) => {
        close = resolve;
      });
      return { powerSources: [], describe: async () => ({}), died, close: async () => close(failure("closed")) };
    };
    const adapter = adapterWith({}, { open });
    const rule = "reports no death while it lives, nor when it is closed";
    expect((await ofAdapter(adapter))[rule]).toContain("closing is reported as a death (closed)");
    expect((await ofAdapter(adapterWith(), async () => undefined))["says how it died"]).toContain("no `died`");
  });
});

function idleClock() {
  return { nowNs: () => 0, wallUnixMs: () => 0, schedule: () => () => undefined };
}
