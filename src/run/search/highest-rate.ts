import type { Random } from "../../contract/random.js";
import { roundDigits } from "../../model/round-digits.js";
import { geometricMeanInterval } from "../../statistics/mean-interval.js";

/** What is searched, in requests per second or in users. */
export interface SearchSpace {
  /** Where the first round begins; between `low` and `high`. */
  readonly start: number;
  /** Nothing below or above is ever tried. */
  readonly low: number;
  readonly high: number;
  /** A round ends when what is met and what is missed are this close: 0.01 is 1 %. */
  readonly resolution: number;
  /** Independent bisections; their spread is the uncertainty of the answer. */
  readonly rounds: number;
  /** Only whole numbers are tried: users. */
  readonly whole: boolean;
}

/** Whether a probe met what is asked of it. */
export type ProbeOutcome = "met" | "missed";

/** The next value to try, and the round (from 1) that asks for it. */
export interface ProbeRequest {
  readonly value: number;
  readonly round: number;
}

export type HighestRate =
  | {
      readonly kind: "found";
      /** Geometric mean of the rounds' answers. */
      readonly value: number;
      /**
       * `t-log`: 95 % interval, Student's t over the rounds. `bracket`: from the lowest bracket to the highest, where there
       * are fewer than 3 rounds or they do not differ.
       */
      readonly low: number;
      readonly high: number;
      readonly method: "t-log" | "bracket";
      /** The answer of every round. */
      readonly rounds: readonly number[];
    }
  /** `low` missed it already, or `high` still met it. */
  | { readonly kind: "none-meets" | "all-meet"; readonly value: number };

export const SEARCH_CONFIDENCE = 0.95;

/** Factor of the first round's steps on the way to a bracket. */
const FIRST_STEP = 2;

/**
 * Later rounds begin near the answer so far, with steps of so many resolutions: wide enough that a round finds an answer
 * of its own. With short steps all rounds lean on the first one, and where a probe's chance is wide their interval promises
 * too much.
 */
const LATER_STEP = 16;

/** Digits of a value: two probes of one value then have one name. */
const DIGITS = 5;

/**
 * The highest value at which a system meets its service level, as probes that are asked one by one: the caller sends what
 * came of each back in. It is deterministic, so that answers that were kept lead to the same next probe.
 *
 * Whether a probe meets it is chance near the limit, so one bisection is not trusted: each round brackets by geometric
 * steps, then halves the bracket on the logarithmic scale. Later rounds begin at the answer so far, displaced at random
 * so that they try other values, and find it again.
 *
 * @param random draws the displacements
 */
export function* highestRate(space: SearchSpace, random: Random): Generator<ProbeRequest, HighestRate, ProbeOutcome> {
  const answers: number[] = [];
  const brackets: Bracket[] = [];
  for (let round = 1; round <= space.rounds; round += 1) {
    const step = round === 1 ? FIRST_STEP : Math.min(FIRST_STEP, (1 + space.resolution) ** LATER_STEP);
    const start = round === 1 ? space.start : geometricMean(answers) * step ** (random() - 0.5);
    const found = yield* searchOnce(space, start, step, round);
    if ("kind" in found) return found;
    brackets.push(found);
    answers.push(space.whole ? found.met : Math.sqrt(found.met * found.missed));
  }
  return combine(answers, brackets);
}

interface Bracket {
  readonly met: number;
  readonly missed: number;
}

type Unbracketed = Extract<HighestRate, { kind: "none-meets" | "all-meet" }>;

/** One round: steps from `start` until a value is met and a higher one missed, then bisection. */
function* searchOnce(
  space: SearchSpace,
  start: number,
  step: number,
  round: number,
): Generator<ProbeRequest, Bracket | Unbracketed, ProbeOutcome> {
  let met: number | undefined;
  let missed: number | undefined;
  let factor = step;
  let value = tidy(space, start);
  while (met === undefined || missed === undefined) {
    const isMet = (yield { value, round }) === "met";
    if (isMet) met = value;
    else missed = value;
    if (met === undefined || missed === undefined) {
      if (isMet ? value >= space.high : value <= space.low) return { kind: isMet ? "all-meet" : "none-meets", value };
      value = beyond(space, value, isMet ? factor : 1 / factor);
      // A round that began far off must not crawl, and none must drive far more than it has to.
      factor = Math.min(FIRST_STEP, factor ** 2);
    }
  }
  for (let middle = between(space, met, missed); middle !== undefined; middle = between(space, met, missed)) {
    if ((yield { value: middle, round }) === "met") met = middle;
    else missed = middle;
  }
  return { met, missed };
}

/** The next value of a walk: another one, even among whole numbers. */
function beyond(space: SearchSpace, value: number, factor: number): number {
  const next = tidy(space, value * factor);
  if (!space.whole || next !== value) return next;
  return tidy(space, value + Math.sign(factor - 1));
}

/** The middle of a bracket on the logarithmic scale; undefined once the bracket is narrow enough. */
function between(space: SearchSpace, met: number, missed: number): number | undefined {
  if (missed <= met * (1 + space.resolution) || (space.whole && missed - met <= 1)) return undefined;
  const middle = Math.sqrt(met * missed);
  const value = space.whole ? Math.min(missed - 1, Math.max(met + 1, Math.round(middle))) : tidy(space, middle);
  return value > met && value < missed ? value : undefined;
}

/** A value that may be tried: inside the limits, whole or of few digits. */
function tidy({ low, high, whole }: SearchSpace, value: number): number {
  const rounded = whole ? Math.round(value) : roundDigits(value, DIGITS);
  return Math.min(high, Math.max(low, rounded));
}

function combine(rounds: readonly number[], brackets: readonly Bracket[]): HighestRate {
  const value = geometricMean(rounds);
  const interval = geometricMeanInterval(rounds, SEARCH_CONFIDENCE);
  if (interval.kind === "estimate") {
    return { kind: "found", value, low: interval.low, high: interval.high, method: "t-log", rounds };
  }
  const low = Math.min(...brackets.map(({ met }) => met));
  const high = Math.max(...brackets.map(({ missed }) => missed));
  return { kind: "found", value, low, high, method: "bracket", rounds };
}

function geometricMean(values: readonly number[]): number {
  return Math.exp(values.reduce((sum, value) => sum + Math.log(value), 0) / values.length);
}
