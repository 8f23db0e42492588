import { type MockOptions, mockOptionsSchema } from "../../src/backends/mock/options.js";
import { judgeProbe } from "../../src/compare/judge-probe.js";
import { namedRandom } from "../../src/contract/random.js";
import type { SystemSpec } from "../../src/model/system.js";
import type { InferenceWorkload } from "../../src/model/workload.js";
import { type HighestRate, highestRate } from "../../src/run/search/highest-rate.js";
import { probePlan } from "../../src/run/search/probe-plan.js";
import { rungOf } from "../../src/suite/ladder.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";
import { poissonKnee } from "./poisson-knee.js";
import { runVirtually } from "./virtual-run.js";

const SHARE = 0.99;
const ROUNDS = 4;
const RESOLUTION = 0.01;

/** Relative distance from the knee that the search must keep, and from run to run the system's own. */
const TOLERANCE = 0.03;
const RUN_CV = 0.02;

const SLOTS = 8;
const PREFILL_SECONDS = 0.1;
const TOKENS = 50;
const CHUNK = 25;
const TOKEN_SECONDS = 0.036;
const TTFT_SECONDS = 0.3;

const WORKLOAD: InferenceWorkload = {
  kind: "inference",
  id: "constant",
  version: "1",
  title: { en: "Constant rate", zh: "恒定速率" },
  api: "chat",
  arrival: { kind: "constant", requestsPerSecond: 2 },
  promptWords: { kind: "fixed", value: 5 },
  outputTokens: { kind: "fixed", value: TOKENS },
  outputPolicy: "exact",
  temperature: 0,
  phases: { warmUpSeconds: 5, measureSeconds: 40, coolDownSeconds: 0, drainSeconds: 30 },
  minimum: { windowSeconds: 40, powerSamples: 1 },
  slo: { ttftSeconds: TTFT_SECONDS },
  requestTimeoutSeconds: 300,
  hash: "search",
};

const OPTIONS: MockOptions = mockOptionsSchema.parse({
  slots: SLOTS,
  ttft: { meanSeconds: PREFILL_SECONDS },
  itl: { meanSeconds: TOKEN_SECONDS },
  tokensPerChunk: CHUNK,
  noise: { speedCv: RUN_CV },
  energy: { idleWatts: 100, joulesPerOutputToken: 1 },
});

const SYSTEM: SystemSpec = {
  id: "mock",
  title: { en: "Mock", zh: "模拟" },
  adapter: "mock",
  options: {},
  lifecycle: "restart",
  accelerators: { name: "mock", unit: "package", count: 1 },
  serving: { model: "mock", precision: "none", tokenizer: "words" },
  power: { bridges: [], sources: [] },
  sources: [],
  hash: "mock",
};

/** Seeds of Poisson arrivals, however few the others are: a share of fewer says nothing. */
const POISSON_SEEDS = 40;
const POISSON_SECONDS = 120;

const QUEUE = {
  slots: SLOTS,
  serviceSeconds: PREFILL_SECONDS + (TOKENS - CHUNK) * TOKEN_SECONDS,
  waitSeconds: TTFT_SECONDS - PREFILL_SECONDS,
  share: SHARE,
  warmUpSeconds: WORKLOAD.phases.warmUpSeconds,
  measureSeconds: WORKLOAD.phases.measureSeconds,
  runCv: RUN_CV,
};

/**
 * The knee of `SLOTS` servers that each take S seconds for a request: their capacity C = SLOTS / S, and a little more, as
 * the queue of an overload needs time to grow. At the rate r the request that comes t seconds after the load's start waits
 * t (r / C - 1), so that the 99 % of the window's requests that come before t = warm-up + 0.99 window are within the bound as
 * long as t (r / C - 1) <= bound - prefill.
 */
function kneeRequestsPerSecond(): number {
  const { slots, serviceSeconds, waitSeconds, share, warmUpSeconds, measureSeconds } = QUEUE;
  return (slots / serviceSeconds) * (1 + waitSeconds / (warmUpSeconds + share * measureSeconds));
}

await proveClaim({ name: "search for the highest rate", defaults: { seed: 20261122, runs: 100 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const constant = await errorsOf(seedsFrom(seed, runs), WORKLOAD, kneeRequestsPerSecond());
  const poisson = {
    ...WORKLOAD,
    id: "poisson",
    arrival: { kind: "poisson", requestsPerSecond: 2 },
    phases: { ...WORKLOAD.phases, measureSeconds: POISSON_SECONDS },
  } as const;
  const chance = await errorsOf(
    seedsFrom(seed, POISSON_SEEDS),
    poisson,
    poissonKnee({ ...QUEUE, measureSeconds: POISSON_SECONDS }, seed),
  );
  return [
    {
      name: `share of seeds whose answer is within ${TOLERANCE * 100} % of the knee`,
      value: constant.near,
      atLeast: 0.9,
      beside: constant.beside,
    },
    { name: "share of 95 % intervals that hold the knee", value: constant.covered, atLeast: 0.87 },
    { name: "mean half-width of the interval, relative", value: constant.halfWidth, atMost: 0.04 },
    { name: "mean number of runs a search", value: constant.probes, atMost: 35 },
    {
      name: `Poisson arrivals, ${POISSON_SECONDS} s: share of answers within 10 % of the knee`,
      value: chance.wide,
      atLeast: 0.9,
      beside: `${chance.beside}, within 3 %: ${(100 * chance.near).toFixed(0)} %`,
    },
    { name: "Poisson arrivals: share of 95 % intervals that hold the knee", value: chance.covered, atLeast: 0.8 },
  ];
}

function seedsFrom(seed: number, count: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => seed + index);
}

async function errorsOf(seeds: readonly number[], workload: InferenceWorkload, knee: number) {
  const searches: Search[] = [];
  for (const seed of seeds) searches.push(await searchVirtually(workload, seed));
  const found = searches.flatMap(({ answer }) => (answer.kind === "found" ? [answer] : []));
  const errors = found.map(({ value }) => Math.log(value / knee));
  const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const shareWithin = (tolerance: number) =>
    errors.filter((error) => Math.abs(error) <= Math.log1p(tolerance)).length / seeds.length;
  return {
    near: shareWithin(TOLERANCE),
    wide: shareWithin(0.1),
    covered: found.filter(({ low, high }) => low <= knee && knee <= high).length / seeds.length,
    halfWidth: mean(found.map(({ low, high }) => Math.log(high / low) / 2)),
    probes: mean(searches.map(({ probes }) => probes)),
    beside: `knee ${knee.toFixed(3)} requests/s, mean error ${(100 * mean(errors)).toFixed(2)} %`,
  };
}

interface Search {
  readonly answer: HighestRate;
  readonly probes: number;
}

/** What `tokwatt search` does, in virtual time: the same plans, the same judgement, the real mock and load driver. */
async function searchVirtually(workload: InferenceWorkload, seed: number): Promise<Search> {
  const space = { start: 2, low: 0.1, high: 1000, resolution: RESOLUTION, rounds: ROUNDS, whole: false };
  const steps = highestRate(space, namedRandom(seed, "search"));
  let step = steps.next();
  let probes = 0;
  while (!step.done) {
    const rung = rungOf(workload, "requestsPerSecond", step.value.value);
    const plan = probePlan(SYSTEM, rung, Math.floor(namedRandom(seed, `probe-${probes}`)() * 2 ** 32));
    const [trial] = plan.trials;
    if (trial === undefined) throw new Error("a probe has a trial");
    const { outcome } = judgeProbe(await runVirtually(OPTIONS, rung, plan, trial), SHARE);
    if (outcome === "unusable") throw new Error("virtual time has no bad clients");
    probes += 1;
    step = steps.next(outcome);
  }
  return { answer: step.value, probes };
}
