import { parseArgs } from "node:util";
import { wholeNumber } from "../whole-number.js";

/** One figure beside the bar that it must clear; without a bar it is shown only. */
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
  /** Values of the claim's own options, where they were given. */
  readonly options: Readonly<Record<string, string | undefined>>;
}

export interface Claim {
  readonly name: string;
  readonly defaults: Pick<ClaimArguments, "seed" | "runs">;
  /** Names of further options, each with a value: `pairs` for `--pairs N`. */
  readonly options?: readonly string[];
  measure(claim: ClaimArguments): Promise<readonly Figure[]>;
}

/**
 * Measures a claim, prints every figure beside its bar (`--json`: as data) and exits with 1 when one lies below it.
 * `--seed N` and `--runs K` let others try other seeds.
 */
export async function proveClaim(claim: Claim): Promise<void> {
  const text = { type: "string" } as const;
  const own = Object.fromEntries((claim.options ?? []).map((name) => [name, text]));
  const { values } = parseArgs({
    options: { ...own, seed: text, runs: text, json: { type: "boolean", default: false } },
  });
  const seed = wholeNumber("--seed", values.seed, claim.defaults.seed);
  const runs = wholeNumber("--runs", values.runs, claim.defaults.runs);
  const figures = await claim.measure({ seed, runs, options: ownValues(values, claim.options) });
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

function ownValues(
  values: Readonly<Record<string, unknown>>,
  names: readonly string[] = [],
): Readonly<Record<string, string | undefined>> {
  return Object.fromEntries(
    names.map((name) => {
      const value = values[name];
      return [name, typeof value === "string" ? value : undefined];
    }),
  );
}

/** Written so that a NaN never clears a bar. */
function clears({ value, atLeast, atMost }: Figure): boolean {
  if (atLeast === undefined && atMost === undefined) return true;
  return (
    (atLeast === undefined || value >= atLeast) && (atMost === undefined || value <= atMost) && !Number.isNaN(value)
  );
}

function line(figure: Figure): string {
  const { name, value, atLeast, atMost, beside } = figure;
  const shown = Number(value.toPrecision(5));
  const aside = beside === undefined ? "" : `; ${beside}`;
  if (atLeast === undefined && atMost === undefined) return `       ${name}: ${shown}${aside}\n`;
  const bars = [atLeast === undefined ? "" : `>= ${atLeast}`, atMost === undefined ? "" : `<= ${atMost}`];
  const bar = bars.filter((text) => text !== "").join(", ");
  const mark = clears(figure) ? "ok  " : "FAIL";
  return `  ${mark} ${name}: ${shown} (bar: ${bar})${aside}\n`;
}
