import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { BackendAdapter, OpenTraining } from "../../src/contract/backend-adapter.js";
import { defineBackend } from "../../src/contract/define.js";
import type { Job, JobEvent, JobObserver } from "../../src/contract/job-launcher.js";
import { type LogParserDefinition, NO_ENTRIES } from "../../src/contract/log-parser.js";
import type { MachineCommands, PowerSource, PowerSourceContext } from "../../src/contract/power-source.js";
import { createPolledSource } from "../../src/power/polled-source.js";
import { backendContract, exampleTraining, type TrainingExample } from "../../src/testing.js";
import { makeSystem } from "../fixtures/records.js";

const stepLines: LogParserDefinition = {
  apiVersion: 1,
  name: "step-lines",
  device: "die",
  needles: [],
  source: "here",
  create: () => ({
    line: (text) => {
      const step = /^step (\d+)$/.exec(text)?.[1];
      return step === undefined ? NO_ENTRIES : [{ kind: "step", step: Number(step) }];
    },
    end: () => NO_ENTRIES,
  }),
};

/** A job that prints this many steps at once and ends; cancelled, it ends as often as `ends` says. */
function jobOf(steps: number, ends: number, observer: JobObserver): Job {
  let finish = (_end: Extract<JobEvent, { kind: "ended" }>): void => {};
  const ended = new Promise<Extract<JobEvent, { kind: "ended" }>>((resolve) => {
    finish = resolve;
  });
  let isOver = false;
  const end = (outcome: "completed" | "cancelled"): void => {
    const event = { kind: "ended", atNs: 1, outcome, detail: "exit 0" } as const;
    observer.event(event);
    finish(event);
    isOver = true;
  };
  observer.event({ kind: "started", atNs: 0, nodes: ["here"] });
  setTimeout(() => {
    if (isOver) return;
    for (let step = 1; step <= steps; step += 1) observer.output(Buffer.from(`step ${step}\n`), 0);
    end("completed");
  }, 5);
  return {
    ticket: "x",
    ended,
    cancel: async () => {
      for (let count = 0; count < ends && (ends > 1 || !isOver); count += 1) end("cancelled");
    },
  };
}

const trainer = (steps = 5, ends = 1): OpenTraining["own"] => ({
  launcher: { id: "own", launch: async (_request, observer) => jobOf(steps, ends, observer) },
  logs: stepLines,
});

function meter(id: string, shard: string, device: string, { clock }: Pick<PowerSourceContext, "clock">): PowerSource {
  const header = {
    id,
    source: "meter",
    device,
    boundary: "board",
    quantity: "watts",
    shard,
    averagingNs: 0,
    intervalNs: 10e6,
    resolution: 0,
    accuracy: "unknown",
  } as const;
  return createPolledSource({ id, clock, intervalNs: 10e6, devices: [{ header, read: async () => 60 }] });
}

const nodeMeter = (context: PowerSourceContext, changes: { id?: string; shard?: string; device?: string } = {}) => {
  const alias = context.node?.alias ?? "";
  const { id = `${alias}-meter`, shard = alias, device = `${alias} meter` } = changes;
  return [meter(id, shard, device, context)];
};

function adapterWith(open: Partial<OpenTraining>, changes: Partial<BackendAdapter> = {}): BackendAdapter {
  const rest = { describe: async () => ({}), close: async () => undefined };
  const adapter = defineBackend({
    apiVersion: 1,
    name: "example",
    version: "1",
    provenance: "measured",
    optionsSchema: z.strictObject({}),
    lifecycles: ["attached"],
    open: async () => ({ powerSources: [], ...rest }),
    train: async () => ({ powerSources: [], ...rest, ...open }),
  });
  return { ...adapter, ...changes };
}

function withoutTrain({ train: _, ...adapter }: BackendAdapter): BackendAdapter {
  return adapter;
}

const nodeCommands = (): MachineCommands => ({
  read: () => Promise.reject(new Error("not asked for")),
  follow: () => ({ ended: new Promise(() => {}), stop: async () => {} }),
});

async function complaints(adapter: BackendAdapter, training: TrainingExample = {}) {
  const found: Record<string, string> = {};
  for (const { name, run } of backendContract(adapter, { system: makeSystem("x"), options: {}, training })) {
    await run().catch((error: unknown) => {
      found[name] = error instanceof Error ? error.message : String(error);
    });
  }
  return found;
}

const own: TrainingExample = { folder: "/nonexistent", workload: exampleTraining({ warmUpSteps: 1, steps: 4 }) };

describe("the contract of an adapter that trains", () => {
  it("holds for one that does what it should", async () => {
    expect(await complaints(adapterWith({}))).toEqual({});
    expect(await complaints(adapterWith({ own: trainer() }, { trainsByItself: true }), own)).toEqual({});
    expect(await complaints(adapterWith({ nodeMeters: nodeMeter }), { nodeCommands })).toEqual({});
  });

  it.each<[string, BackendAdapter, TrainingExample, string, string]>([
    [
      "a promise to train by itself that it does not keep",
      adapterWith({}, { trainsByItself: true }),
      {},
      "brings its own launcher where it trains by itself",
      "trainsByItself",
    ],
    [
      "a promise to train of one that cannot",
      { ...withoutTrain(adapterWith({})), trainsByItself: true },
      {},
      "says rightly that it cannot train",
      "without `train`",
    ],
    [
      "a description with a list",
      adapterWith({ describe: async () => ({ nodes: ["a"] as unknown as string }) }),
      {},
      "describes a training in plain values",
      "nodes",
    ],
    [
      "too few steps",
      adapterWith({ own: trainer(2) }),
      own,
      "trains all steps, and its log says so",
      "tells of 2 steps",
    ],
    ["two ends", adapterWith({ own: trainer(5, 2) }), own, "ends a job that is cancelled", "no end, or two"],
    [
      "traces of a node that are named as on every other",
      adapterWith({ nodeMeters: (context) => nodeMeter(context, { id: "meter" }) }),
      { nodeCommands },
      "meters each node of a job apart from the others",
      "does not begin with the alias",
    ],
    [
      "traces of a node in the shard of this machine",
      adapterWith({ nodeMeters: (context) => nodeMeter(context, { shard: "client" }) }),
      { nodeCommands },
      "meters each node of a job apart from the others",
      "shard client",
    ],
    [
      "one name for a device of every node",
      adapterWith({ nodeMeters: (context) => nodeMeter(context, { device: "GPU 0" }) }),
      { nodeCommands },
      "meters each node of a job apart from the others",
      "named as on other nodes",
    ],
    [
      "no meters of nodes where there are nodes",
      adapterWith({}),
      { nodeCommands },
      "meters each node of a job apart from the others",
      "no `nodeMeters`",
    ],
  ])("is broken by %s", async (_, adapter, training, rule, words) => {
    expect((await complaints(adapter, training))[rule]).toContain(words);
  });
});
