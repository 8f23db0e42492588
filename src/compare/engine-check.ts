import { counterGrowth, looksAround, prefixCacheShare } from "../metrics/engine-growth.js";
import { type Finding, note, warning } from "../model/finding.js";
import type { RunRecord } from "../model/run-record.js";
import { looksOf, type ServerTokens, serverTokens, TOKEN_COUNTERS } from "./server-tokens.js";
import type { Side } from "./viewed-side.js";

/** Relative difference between the server's token counts and ours above which a reader is told. */
const TOKEN_TOLERANCE = 0.005;

/** Share of the prompt tokens found in the prefix cache above which a reader is told: less is a chat template. */
const CACHED_SHARE = 0.01;

/** What the engine says of itself that does not fit to what one run wants to show; see `engineCaveats`. */
export function checkEngine(record: RunRecord): readonly Finding[] {
  const findings = checkedTokens(record)
    .filter(differs)
    .map(({ counter, server, low, high, relative }) => {
      const ours = relative < 0 ? low : high;
      return warning("server-tokens-differ", { kind: counter, server, ours, relative: Math.abs(relative) });
    });
  const window = record.manifest.windows?.measure;
  if (window === undefined) return findings;
  const looks = looksAround(looksOf(record), window);
  const share = prefixCacheShare(looks) ?? 0;
  const count = counterGrowth(looks, "preemptions")?.growth ?? 0;
  return [
    ...findings,
    ...(share > CACHED_SHARE ? [warning("prefix-cache-hit", { share })] : []),
    ...(count > 0 ? [warning("engine-preempted", { count })] : []),
  ];
}

/** The same over all used runs of a system, with the worst of each; and that the server's token counts agree with ours. */
export function engineCaveats({ system, records }: Side): readonly Finding[] {
  const all = { system: system.id, of: records.length };
  const found = records.map(checkEngine);
  const worst = (code: string, datum: string) => {
    const data = found.map((findings) =>
      Math.max(...findings.filter((finding) => finding.code === code).map((finding) => Number(finding.data[datum]))),
    );
    const hit = data.filter((value) => value > Number.NEGATIVE_INFINITY);
    return { ...all, runs: hit.length, [datum]: Math.max(...hit) };
  };
  const tokens = records.map(checkedTokens);
  const agreeing = tokens.filter((checks) => checks.length > 0 && !checks.some(differs));
  const unchecked = records.filter((record, index) => tokens[index]?.length === 0 && countsTokens(record)).length;
  const relative = Math.max(0, ...agreeing.flat().map((check) => Math.abs(check.relative)));
  return [
    warning("server-tokens-differ-in-runs", worst("server-tokens-differ", "relative")),
    warning("prefix-cache-hit-in-runs", worst("prefix-cache-hit", "share")),
    warning("engine-preempted-in-runs", worst("engine-preempted", "count")),
    note("server-tokens-agree", { ...all, runs: agreeing.length, relative }),
    note("server-tokens-unchecked", { ...all, runs: unchecked }),
  ].filter((finding) => finding.data["runs"] !== 0);
}

function checkedTokens(record: RunRecord): readonly ServerTokens[] {
  return TOKEN_COUNTERS.flatMap((counter) => serverTokens(record, counter) ?? []);
}

function differs({ relative }: ServerTokens): boolean {
  return Math.abs(relative) > TOKEN_TOLERANCE;
}

/** Whether the engine shows token counters at all; one that shows none was named when the run was measured. */
function countsTokens({ engine }: RunRecord): boolean {
  return engine.some(({ values }) => TOKEN_COUNTERS.some((counter) => values[counter] !== undefined));
}
