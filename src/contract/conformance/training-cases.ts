import type { SystemSpec } from "../../model/system.js";
import type { TrainingWorkload } from "../../model/training-workload.js";
import type { BackendAdapter, OpenTraining } from "../backend-adapter.js";
import type { Clock } from "../clock.js";
import type { DeclaredMeter, MachineCommands, PowerSource, PowerSourceContext } from "../power-source.js";
import { type ContractCase, demand, demandPlainValues, withinLimit } from "./contract-case.js";
import { exampleTraining } from "./example-training.js";
import { metersFromStartToStop } from "./metering.js";
import { endsWhenCancelled, trainsAllSteps } from "./own-jobs.js";

/** How an adapter can really be asked to train here. */
export interface TrainingExample {
  /** Those of the whole example where they are absent. */
  readonly system?: SystemSpec | undefined;
  readonly options?: unknown;
  readonly workload?: TrainingWorkload | undefined;
  /** An empty folder, for an adapter that brings its own launcher; without it no job is launched. */
  readonly folder?: string | undefined;
  /** Commands of a machine that stands for a node of a job, where meters are read on nodes; without them they are not. */
  readonly nodeCommands?: ((clock: Clock, signal: AbortSignal) => MachineCommands) | undefined;
}

/** What is trained with, and with which options. */
export interface TrainingSubject {
  readonly adapter: BackendAdapter;
  readonly system: SystemSpec;
  readonly options: unknown;
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly example: TrainingExample;
}

/** The rules for an adapter that can train; none for one that cannot. */
export function trainingCases(subject: TrainingSubject, createClock: () => Clock): readonly ContractCase[] {
  const { adapter, example } = subject;
  if (adapter.train === undefined) {
    const run = async () => demand(adapter.trainsByItself !== true, "`trainsByItself` without `train`");
    return [{ name: "says rightly that it cannot train", run }];
  }
  const opened = (use: (training: OpenTraining, clock: Clock) => Promise<void>) => async (): Promise<void> => {
    const clock = createClock();
    const training = await withinLimit("train", train(subject, clock, new AbortController().signal));
    try {
      await use(training, clock);
    } finally {
      await withinLimit("close of a training", training.close());
    }
  };
  const { folder, nodeCommands } = example;
  return [
    {
      name: "brings its own launcher where it trains by itself",
      run: opened(async ({ own }) => {
        demand(own !== undefined || adapter.trainsByItself !== true, "`trainsByItself` without a launcher of its own");
      }),
    },
    { name: "describes a training in plain values", run: opened(describesPlainly) },
    {
      name: "meters a training from start to stop and no longer",
      run: opened(({ powerSources }, clock) => metersAll(powerSources, clock, declaredMeters(subject))),
    },
    { name: "closes a training that was never launched, and readies the next", run: readiesTwice(opened) },
    {
      name: "gives up readying a training when the run was given up before it began",
      run: () => givesUp(train(subject, createClock(), AbortSignal.abort())),
    },
    ...(nodeCommands === undefined
      ? []
      : [
          {
            name: "meters each node of a job apart from the others",
            run: opened((training, clock) => metersNodes(training, clock, nodeCommands, declaredMeters(subject))),
          },
        ]),
    ...(folder === undefined
      ? []
      : [
          {
            name: "trains all steps, and its log says so",
            run: opened((it) => trainsAllSteps(it, workloadOf(subject), folder)),
          },
          {
            name: "ends a job that is cancelled",
            run: opened((it) => endsWhenCancelled(it, workloadOf(subject), folder)),
          },
        ]),
  ];
}

async function train(subject: TrainingSubject, clock: Clock, signal: AbortSignal): Promise<OpenTraining> {
  const { adapter, system, options, environment } = subject;
  if (adapter.train === undefined) throw new Error("Contract: the adapter cannot train");
  return adapter.train({
    system,
    options: adapter.optionsSchema.parse(options),
    seed: "contract",
    dataSeed: "contract",
    clock,
    signal,
    environment,
    log: () => undefined,
    workload: workloadOf(subject),
  });
}

function workloadOf({ example }: TrainingSubject): TrainingWorkload {
  return example.workload ?? exampleTraining();
}

function declaredMeters({ adapter, options }: TrainingSubject): readonly DeclaredMeter[] | undefined {
  return adapter.meters?.(adapter.optionsSchema.parse(options));
}

async function describesPlainly(training: OpenTraining): Promise<void> {
  demandPlainValues(await withinLimit("describe of a training", training.describe()), "the training");
}

async function metersAll(
  sources: readonly PowerSource[],
  clock: Clock,
  declared: readonly DeclaredMeter[] | undefined,
  alias?: string,
): Promise<void> {
  demand(new Set(sources.map(({ id }) => id)).size === sources.length, "two power sources have one id");
  for (const source of sources) await metersFromStartToStop(source, clock, declared, { alias });
}

function readiesTwice(opened: (use: () => Promise<void>) => () => Promise<void>): () => Promise<void> {
  return async () => {
    await opened(async () => undefined)();
    await opened(async () => undefined)();
  };
}

/** To reject is as good as to ready something that can be closed; to hang is neither. */
async function givesUp(opening: Promise<OpenTraining>): Promise<void> {
  const training = await withinLimit(
    "train of a run that was given up",
    opening.catch(() => undefined),
  );
  if (training !== undefined) await withinLimit("close of a training", training.close());
}

async function metersNodes(
  { nodeMeters, powerSources }: OpenTraining,
  clock: Clock,
  nodeCommands: (clock: Clock, signal: AbortSignal) => MachineCommands,
  declared: readonly DeclaredMeter[] | undefined,
): Promise<void> {
  demand(nodeMeters !== undefined, "the example has nodes, and there are no `nodeMeters`");
  demand(powerSources.length === 0, "what is metered on nodes must not be metered here too");
  const { signal } = new AbortController();
  for (const alias of ["node-1", "node-2"]) {
    const commands = nodeCommands(clock, signal);
    const context: PowerSourceContext = { node: { alias, commands }, clock, signal, environment: {} };
    const sources = nodeMeters?.(context) ?? [];
    demand(sources.length > 0, "no meter of a node");
    await metersAll(sources, clock, declared, alias);
  }
}
