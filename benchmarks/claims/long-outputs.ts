import { expectedRates } from "../../src/backends/mock/known-answer.js";
import { type MockOptions, mockOptionsSchema } from "../../src/backends/mock/options.js";
import type { InferenceView } from "../../src/contract/metric.js";
import { outputThroughput } from "../../src/metrics/output-throughput.js";
import { buildRunView } from "../../src/metrics/run-view.js";
import { isInside, windowSeconds } from "../../src/model/time.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";
import { KNOWN_WORKLOAD, knownPair } from "./known-answer-plan.js";
import { runVirtually } from "./virtual-run.js";

const TRUE_TO = 0.01;

/**
 * Outputs of 8,192 tokens on average at 20 ms: a request lasts nearly three windows of 60 s. Their lengths differ, so that
 * the users, who all begin at once, are out of step when the window opens.
 */
const LONG: InferenceWorkload = {
  ...KNOWN_WORKLOAD,
  arrival: { kind: "closed-loop", concurrency: 128 },
  outputTokens: { kind: "uniform", low: 6144, high: 10240 },
  phases: { warmUpSeconds: 1000, measureSeconds: 60, coolDownSeconds: 0, drainSeconds: 300 },
  requestTimeoutSeconds: 1000,
};

/** The truth needs a meter no more than power needs the truth: left out to keep virtual time short. */
const BASE: MockOptions = mockOptionsSchema.parse({
  slots: 256,
  ttft: { meanSeconds: 2, cv: 0.5 },
  itl: { meanSeconds: 0.02, cv: 0.1 },
  tokensPerChunk: 3,
  energy: { idleWatts: 100, joulesPerOutputToken: 1 },
});

await proveClaim({ name: "long outputs cut by the window's end", defaults: { seed: 1, runs: 2 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const final = await meanOver(runs, (index) => measureRun(seed + index, BASE, LONG));
  // Nothing is waited for: every request that the window cut has its tokens from the events only.
  const cutShort = { ...LONG, phases: { ...LONG.phases, drainSeconds: 0 } };
  const continuous = await meanOver(runs, (index) =>
    measureRun(seed + index, { ...BASE, usage: "continuous" }, cutShort),
  );
  return [
    figure("usage at the end of each stream, tok/s / truth", final),
    figure("usage in every event and requests cut at the end, tok/s / truth", continuous),
  ];
}

interface Measured {
  readonly ours: number;
  /** What counting finished requests only would have said. */
  readonly finishedOnly: number;
}

function figure(name: string, { ours, finishedOnly }: Measured): Figure {
  const beside = `counting finished requests only: ${finishedOnly.toFixed(3)}`;
  return { name, value: ours, atLeast: 1 - TRUE_TO, atMost: 1 + TRUE_TO, beside };
}

async function measureRun(seed: number, options: MockOptions, workload: InferenceWorkload): Promise<Measured> {
  const { plan } = knownPair(seed, { tokensPerSecond: 1, tokensPerJoule: 1 }, workload);
  const [trial] = plan.trials;
  if (trial === undefined) throw new Error("the plan has trials");
  const view = buildRunView(await runVirtually(options, workload, plan, trial), undefined);
  if (view.kind === "absent") throw new Error(view.reason.code);
  if (view.of !== "inference") throw new Error("the workload is served");
  const value = outputThroughput.compute(view);
  const truth = expectedRates(options, workload).outputTokensPerSecond;
  const ours = value.kind === "value" ? value.value / truth : Number.NaN;
  return { ours, finishedOnly: finishedOnly(view) / truth };
}

/** The naive figure: tokens of the requests that both began and ended inside the window, as a client of 60 s would see. */
function finishedOnly(view: InferenceView): number {
  const { window } = view;
  const inside = view.requests.filter(
    (request) => request.status === "ok" && isInside(window, request.scheduledNs) && isInside(window, request.endNs),
  );
  return inside.reduce((sum, request) => sum + request.outputTokens.count, 0) / windowSeconds(window);
}

async function meanOver(runs: number, run: (index: number) => Promise<Measured>): Promise<Measured> {
  let [ours, finished] = [0, 0];
  for (let index = 0; index < runs; index += 1) {
    const measured = await run(index);
    ours += measured.ours / runs;
    finished += measured.finishedOnly / runs;
  }
  return { ours, finishedOnly: finished };
}
