import { type ClaimArguments, type Figure, proveClaim } from "../claims/claim.js";
import { wholeNumber } from "../whole-number.js";
import { chooseCores } from "./cores.js";
import { type LoadCase, measureStartUp, type Pair, runPair, type StartUp } from "./load-case.js";
import { median } from "./median.js";
import { shortRunCpuSeconds } from "./short-run.js";

const EVENTS_AT_LEAST = 0.8;
const TIMES_BARE = 3;
const TTFT_P50_MS = 2;
const TTFT_P99_MS = 10;
const GAP_MS = 5;
const SHORT_RUN_CPU_SECONDS = 1.5;
const SHORT_RUN_REQUESTS = 10;

const CASES: readonly LoadCase[] = [
  { name: "1,000 streams in step", pace: "step", streams: 1000, tokens: 160, startSeconds: 0 },
  { name: "1,000 streams, phases spread", pace: "spread", streams: 1000, tokens: 160, startSeconds: 0 },
  // An open loop polls the clock for exact starts, which a reader that starts when it pleases does not: no case for CPU.
  { name: "1,000 streams, starts spread", pace: "own", streams: 1000, tokens: 60, startSeconds: 2 },
  { name: "64 streams unpaced", pace: "unpaced", streams: 64, tokens: 10_000, startSeconds: 0 },
];

await proveClaim({
  name: "the receive path against a bare socket reader",
  defaults: { seed: 1, runs: 7 },
  options: ["pairs"],
  measure,
});

async function measure({ seed, runs, options }: ClaimArguments): Promise<readonly Figure[]> {
  const pairs = wholeNumber("--pairs", options["pairs"], runs);
  const { cores, note } = chooseCores();
  const startUp = await measureStartUp(cores);
  const measured = new Map<LoadCase, Pair[]>(CASES.map((load) => [load, []]));
  for (let pair = 0; pair < pairs; pair += 1) {
    for (const [load, done] of measured) {
      process.stderr.write(`pair ${pair + 1} of ${pairs}: ${load.name}\n`);
      done.push(await runPair(load, seed + pair, startUp, cores, pair % 2 === 0));
    }
  }
  const shortRun = await shortRunCpuSeconds(SHORT_RUN_REQUESTS, seed);
  return [
    ...[...measured].flatMap(([load, done]) => figuresOf(load, done)),
    {
      name: `a run of ${SHORT_RUN_REQUESTS} requests, CPU seconds in all`,
      value: shortRun,
      atMost: SHORT_RUN_CPU_SECONDS,
      beside: startUpText(startUp, note),
    },
  ];
}

function startUpText({ ours, bare }: StartUp, note: string): string {
  return `start-up of a worker, one stream read, ${ours.cpuSeconds.toFixed(2)} s, of the bare reader ${bare.cpuSeconds.toFixed(2)} s of CPU; ${note}`;
}

function figuresOf(load: LoadCase, pairs: readonly Pair[]): readonly Figure[] {
  const over = (pick: (pair: Pair) => number): number => median(pairs.map(pick));
  const range = (pick: (pair: Pair) => number): string => {
    const values = pairs.map(pick).sort((a, b) => a - b);
    return `${shown(values[0])} to ${shown(values.at(-1))}`;
  };
  const events = (pair: Pair): number => pair.ours.eventsPerCpuSecond / pair.bare.eventsPerCpuSecond;
  const lag = (pair: Pair): number => pair.ours.lag.p99Ms / pair.bare.lag.p99Ms;
  const reading: readonly Figure[] = [
    {
      name: `${load.name}: events per CPU second / bare`,
      value: over(events),
      atLeast: EVENTS_AT_LEAST,
      beside: `${shown(over(({ ours }) => ours.eventsPerCpuSecond))} against ${shown(over(({ bare }) => bare.eventsPerCpuSecond))}; pairs ${range(events)}`,
    },
    {
      name: `${load.name}: receive lag p99 / bare`,
      value: over(lag),
      atMost: TIMES_BARE,
      beside: `${shown(over(({ ours }) => ours.lag.p99Ms))} against ${shown(over(({ bare }) => bare.lag.p99Ms))} ms, p50 ${shown(over(({ ours }) => ours.lag.p50Ms))} against ${shown(over(({ bare }) => bare.lag.p50Ms))} ms; pairs ${range(lag)}`,
    },
  ];
  if (load.pace === "unpaced") return reading;
  return [...(load.startSeconds === 0 ? reading : []), ...latencyFigures(load, over)];
}

function latencyFigures(load: LoadCase, over: (pick: (pair: Pair) => number) => number): readonly Figure[] {
  // Where all requests come at once they wait in the server before it reads them: that is no error of the client.
  const queues = load.startSeconds === 0;
  const error = ({ ours, bare }: Pair) =>
    queues ? { ours: ours.firstLag, bare: bare.firstLag } : { ours: ours.ttftError, bare: bare.ttftError };
  const name = queues ? "TTFT error without the queue in the server" : "TTFT error";
  const path = (side: "ours" | "bare") => shown(over((pair) => pair[side].requestPath.p50Ms));
  return [
    {
      name: `${load.name}: ${name} p50, ms`,
      value: over((pair) => error(pair).ours.p50Ms),
      atMost: TTFT_P50_MS,
      beside: `bare ${shown(over((pair) => error(pair).bare.p50Ms))}; from send to read by the server ${path("ours")}, bare ${path("bare")}`,
    },
    {
      name: `${load.name}: ${name} p99, ms`,
      value: over((pair) => error(pair).ours.p99Ms),
      atMost: TTFT_P99_MS,
      beside: `bare ${shown(over((pair) => error(pair).bare.p99Ms))}`,
    },
    {
      name: `${load.name}: ${name} p99 / bare`,
      value: over((pair) => error(pair).ours.p99Ms / error(pair).bare.p99Ms),
      atMost: TIMES_BARE,
    },
    {
      name: `${load.name}: gap p99 against the server's own, ms`,
      value: over(({ ours }) => Math.abs(ours.gaps.p99Ms - ours.trueGaps.p99Ms)),
      atMost: GAP_MS,
      beside: `reported ${shown(over(({ ours }) => ours.gaps.p99Ms))}, true ${shown(over(({ ours }) => ours.trueGaps.p99Ms))}`,
    },
  ];
}

function shown(value: number | undefined): string {
  return value === undefined ? "-" : String(Number(value.toPrecision(3)));
}
