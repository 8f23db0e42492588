import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import type { SearchQuestion } from "../model/search.js";
import type { SystemSpec } from "../model/system.js";
import type { InferenceWorkload } from "../model/workload.js";
import { ladderOf, ownRung } from "../suite/ladder.js";

/** What the command line says about a search. */
export interface SearchArguments {
  readonly low?: number | undefined;
  readonly high?: number | undefined;
  readonly share: number;
  readonly resolution: number;
  readonly rounds: number;
  readonly seed: number;
}

/** Without limits of the user's own a search goes so far from the workload's own rate or concurrency. */
const REACH = 1000;

/**
 * The question that a search answers.
 *
 * @param workloadFile for the problems' places
 * @throws InputError with all that is wrong: with the options, and with a workload that has no service level or no rate
 */
export function searchQuestion(
  system: Pick<SystemSpec, "id" | "hash">,
  workload: InferenceWorkload,
  workloadFile: string,
  given: SearchArguments,
): SearchQuestion {
  const { share, resolution, rounds, seed } = given;
  const of = ladderOf(workload.arrival.kind);
  const own = ownRung(workload);
  const problems: Problem[] = [...optionProblems(given, of === "concurrency")];
  if (workload.slo === undefined)
    problems.push({ code: "search-needs-slo", data: {}, hint: "add-slo", file: workloadFile });
  if (of === undefined || own === undefined) {
    const data = { arrival: workload.arrival.kind };
    problems.push({ code: "search-not-of-arrival", data, hint: "ladder-arrivals", file: workloadFile });
  }
  if (problems.length > 0 || of === undefined || own === undefined || workload.slo === undefined) {
    throw new InputError(problems);
  }
  const least = of === "concurrency" ? 1 : own.value / REACH;
  const low = given.low ?? Math.min(least, given.high ?? least);
  const high = given.high ?? Math.max(own.value * REACH, low);
  return {
    system: { id: system.id, hash: system.hash },
    workload: { id: workload.id, hash: workload.hash },
    of,
    start: Math.min(high, Math.max(low, own.value)),
    low,
    high,
    share,
    slo: workload.slo,
    resolution,
    rounds,
    seed,
  };
}

function optionProblems(given: SearchArguments, isWhole: boolean): readonly Problem[] {
  const { low, high, share, resolution, rounds, seed } = given;
  const isRate = (value: number) => value > 0 && Number.isFinite(value) && (!isWhole || Number.isInteger(value));
  const rate = isWhole ? ">= 1, integer" : "> 0";
  const checks: readonly (readonly [option: string, value: number | undefined, isFine: boolean, expected: string])[] = [
    ["low", low, low === undefined || isRate(low), rate],
    ["high", high, high === undefined || isRate(high), rate],
    ["share", share, share > 0 && share <= 1, "> 0, <= 1"],
    ["resolution", resolution, resolution >= 0.001 && resolution <= 0.5, ">= 0.001, <= 0.5"],
    ["rounds", rounds, Number.isInteger(rounds) && rounds >= 1 && rounds <= 100, ">= 1, <= 100, integer"],
    ["seed", seed, Number.isSafeInteger(seed) && seed >= 0, ">= 0, integer"],
  ];
  const problems: Problem[] = checks.flatMap(([option, value, isFine, expected]) =>
    isFine ? [] : [{ code: "option-out-of-range", data: { option, expected, received: String(value) } }],
  );
  if (low !== undefined && high !== undefined && low > high) {
    problems.push({ code: "low-above-high", data: { lowKey: "--low", low, highKey: "--high", high } });
  }
  return problems;
}
