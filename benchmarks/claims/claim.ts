import { parseArgs } from "node:util";
import { wholeNumber } from "../whole-number.js";

/** One figure beside the bar that it must clear. */
export interface Figure {
  readonly name: string;
  readonly value: number;
  readonly atLeast?: number;
  readonly atMost?: number;
  /** What the figure was measured against, or what it would be by the naive way. */
  readonly beside?: string;
}

export interface ClaimArguments {
  readonly seed: number;
  readonly runs: number;
}

export interface Claim {
  readonly name: string;
  readonly defaults: ClaimArguments;
  measure(claim: ClaimArguments): Promise<readonly Figure[]>;
}

/**
 * Measures a claim, prints every figure beside its bar (`--json`: as data) and exits with 1 when one lies below it.
 * `--seed N` and `--runs K` let others try other seeds.
 */
export async function proveClaim(claim: Claim): Promise<void> {
  const { values } = parseArgs({
    options: { seed: { type: "string" }, runs: { type: "string" }, json: { type: "boolean", default: false } },
  });
  const seed = wholeNumber("--seed", values.seed, claim.defaults.seed);
  const runs = wholeNumber("--runs", values.runs, claim.defaults.runs);
  const figures = await claim.measure({ seed, runs });
  const failed = figures.filter((figure) => !clears(figure));
  if (values.json) {
    const results = figures.map((figure) => ({ ...figure, pass: clears(figure) }));
    process.stdout.write(
      `${JSON.stringify({ claim: claim.name, seed, runs, pass: failed.length === 0, results }, null, 2)}\n`,
    );
  } else {
    process.stdout.write(`${claim.name} (seed ${seed}, runs ${runs})\n${figures.map(line).join("")}`);
  }
  process.exitCode = failed.length === 0 ? 0 : 1;
}

/** Written so that a NaN never clears a bar. */
function clears({ value, atLeast, atMost }: Figure): boolean {
  return (
    (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost) && !Number.isNaN(value)
  );
}

function line(figure: Figure): string {
  const { name, value, atLeast, atMost, beside } = figure;
  const bars = [atLeast === undefined ? "" : `>= ${atLeast}`, atMost === undefined ? "" : `<= ${atMost}`];
  const bar = bars.filter((text) => text !== "").join(", ");
  const mark = clears(figure) ? "ok  " : "FAIL";
  return `  ${mark} ${name}: ${Number(value.toPrecision(5))} (bar: ${bar})${beside === undefined ? "" : `; ${beside}`}\n`;
}
