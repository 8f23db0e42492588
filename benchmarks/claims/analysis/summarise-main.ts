import { readFileSync } from "node:fs";
import { readJudgement } from "../../../src/cli/read-judgement.js";

/*
 * One summary in a process of its own, so that its memory is that of the summary: all that `tokwatt report` shows of a results
 * folder, before it is made text.
 */

const [folder = ""] = process.argv.slice(2);
// Node and our modules are there: what that takes has a benchmark of its own (bench:startup).
const startSeconds = performance.now() / 1000;
const waitedBefore = waitedSeconds();
const { summaries } = await readJudgement(folder, {});
const wallSeconds = performance.now() / 1000 - startSeconds;
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
const rows = summaries.flatMap(({ rows: own }) => own);
const valueOfMetric = (metricId: string): number => {
  const value = rows.find((row) => row.metricId === metricId)?.values.runs[0]?.value;
  return value?.kind === "value" ? value.value : Number.NaN;
};
const report = {
  startSeconds,
  wallSeconds,
  waitedSeconds: waitedSeconds() - waitedBefore,
  userSeconds: userCPUTime / 1e6,
  systemSeconds: systemCPUTime / 1e6,
  peakBytes: maxRSS * 1024,
  values: rows.filter(({ values }) => values.runs[0]?.value.kind === "value").length,
  meanTtftSeconds: valueOfMetric("ttft.mean"),
  errorRate: valueOfMetric("error-rate"),
};
process.stdout.write(JSON.stringify(report));

/** For how long this thread was ready to run and others had the processor; 0 where the kernel does not tell. */
function waitedSeconds(): number {
  try {
    return Number(readFileSync("/proc/self/schedstat", "utf8").split(" ")[1]) / 1e9;
  } catch {
    return 0;
  }
}
