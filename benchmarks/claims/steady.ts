import { randomNormal } from "d3-random";
import { unsteadyFindings } from "../../src/compare/unsteady-findings.js";
import { namedRandom } from "../../src/contract/random.js";
import { driftBetweenHalves } from "../../src/statistics/level-shift.js";
import { mser5 } from "../../src/statistics/mser-5.js";
import { studentTTwoSidedP } from "../../src/statistics/student-t.js";
import { mean, sampleVariance } from "../../src/statistics/summary.js";
import { type ClaimArguments, type Figure, proveClaim } from "./claim.js";

/** Noise of one window, relative to throughput, and the margin of the plan. */
const NOISE = 0.05;
const MARGIN = 0.02;

/** Windows of a second: a minute after half a minute of warm-up, and five minutes after the same. */
const SHAPES = [
  { name: "60 s after 30 s", warmUp: 30, measured: 60 },
  { name: "300 s after 30 s", warmUp: 30, measured: 300 },
] as const;

await proveClaim({ name: "steady state", defaults: { seed: 20261122, runs: 2000 }, measure });

async function measure({ seed, runs }: ClaimArguments): Promise<readonly Figure[]> {
  const share = (name: string, { warmUp, measured }: Shape, rho: number, level: (window: number) => number) => {
    const draws = Array.from({ length: runs }, (_, run) =>
      series(`${seed}:${name}:${rho}:${run}`, warmUp + measured, rho, level),
    );
    const unsteady = draws.filter((windows) => isUnsteady(windows, warmUp)).length;
    const cut = draws.filter((windows) => (mser5(windows)?.cut ?? 0) > warmUp).length;
    return { value: unsteady / runs, beside: `MSER-5 alone: ${((100 * cut) / runs).toFixed(1)} %` };
  };
  return [
    ...SHAPES.flatMap((shape) =>
      [0, 0.3, 0.6].map((rho): Figure => {
        const name = `steady, ${shape.name}, correlation ${rho}: share called unsteady`;
        return { name, ...share(name, shape, rho, () => 1), atMost: 0.05 };
      }),
    ),
    driftOnly(seed, runs),
    // Ramps without a warm-up over 300 windows, as in reference/statistics.md Q9: 10 standard deviations deep.
    ...[10, 30, 100, 300].map((tau): Figure => {
      const name = `ramp of 10 sd, time constant ${tau} s, no warm-up, 300 s: share called unsteady`;
      const level = (window: number) => 1 - 10 * NOISE * Math.exp(-window / tau);
      // The shortest ramp moves the mean of 300 s by 1.7 % only, hardly more than what is let pass.
      return { name, ...share(name, { warmUp: 0, measured: 300 }, 0.3, level), atLeast: tau === 10 ? 0.9 : 0.95 };
    }),
    ...[0.05, 0.1].map((loss): Figure => {
      const name = `throughput falls by ${loss * 100} % in 300 s (throttling): share called unsteady`;
      const level = (window: number) => 1 - (loss * Math.max(0, window - 30)) / 300;
      return { name, ...share(name, { warmUp: 30, measured: 300 }, 0.3, level), atLeast: loss === 0.05 ? 0.5 : 0.95 };
    }),
  ];
}

/** The second test by itself, beside the one that reference/statistics.md Q9 proposed, where neighbours correlate. */
function driftOnly(seed: number, runs: number): Figure {
  const draws = Array.from({ length: runs }, (_, run) => series(`${seed}:drift:${run}`, 60, 0.6, () => 1));
  const share = (p: (windows: readonly number[]) => number) => draws.filter((one) => p(one) < 0.01).length / runs;
  return {
    name: "steady, 60 windows, correlation 0.6: share that the drift test alone calls drifting at p < 0.01",
    value: share((windows) => driftBetweenHalves(windows)?.p ?? 1),
    atMost: 0.03,
    beside: `Welch on ten batch means a half: ${(100 * share(batchMeansP)).toFixed(1)} %`,
  };
}

/** Welch's t on ten batch means of either half. */
function batchMeansP(windows: readonly number[]): number {
  const size = windows.length / 20;
  const batches = Array.from({ length: 20 }, (_, index) => mean(windows.slice(index * size, (index + 1) * size)));
  const [first, second] = [batches.slice(0, 10), batches.slice(10)];
  const [one, other] = [sampleVariance(first) / 10, sampleVariance(second) / 10];
  const df = (one + other) ** 2 / (one ** 2 / 9 + other ** 2 / 9);
  return studentTTwoSidedP((mean(second) - mean(first)) / Math.sqrt(one + other), df);
}

interface Shape {
  readonly warmUp: number;
  readonly measured: number;
}

/** AR(1) noise about a level, window by window. */
function series(seed: string, length: number, rho: number, level: (window: number) => number): readonly number[] {
  const normal = randomNormal.source(namedRandom(seed, "windows"))(0, 1);
  let state = normal();
  return Array.from({ length }, (_, window) => {
    state = rho * state + Math.sqrt(1 - rho ** 2) * normal();
    return level(window) * (1 + NOISE * state);
  });
}

function isUnsteady(windows: readonly number[], warmUp: number): boolean {
  const parts = { warmUp: windows.slice(0, warmUp), measured: windows.slice(warmUp), seconds: 1 };
  return unsteadyFindings(parts, MARGIN).length > 0;
}
