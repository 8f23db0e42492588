import { cp, mkdir, readdir, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { judgeValidity } from "../../../src/compare/validity.js";
import type { RunRecord } from "../../../src/model/run-record.js";
import type { ServerMetrics } from "./server-metrics.js";

const REFERENCE_FOLDER = "results/reference";
const README = "README.md";

/** Whether the record may be kept: one of a client that was hindered would be a poor reference. */
export function isWorthKeeping(record: RunRecord): boolean {
  return judgeValidity(record).validity === "valid";
}

/**
 * Replaces `results/reference/` by the given results folder and what the server counted meanwhile; the page that
 * describes it stays.
 */
export async function keepReference(resultsDir: string, server: ServerMetrics): Promise<void> {
  await mkdir(REFERENCE_FOLDER, { recursive: true });
  const old = (await readdir(REFERENCE_FOLDER)).filter((name) => name !== README);
  for (const name of old) await rm(join(REFERENCE_FOLDER, name), { recursive: true });
  await cp(resultsDir, REFERENCE_FOLDER, { recursive: true });
  const { promptTokens, generationTokens, finishedRequests, timeToFirstToken, interTokenLatency } = server;
  const totals = ({ count, sumSeconds }: ServerMetrics["timeToFirstToken"]) => ({ count, sumSeconds });
  const counted = {
    promptTokens,
    generationTokens,
    finishedRequests,
    timeToFirstToken: totals(timeToFirstToken),
    interTokenLatency: totals(interTokenLatency),
  };
  await writeFile(join(REFERENCE_FOLDER, "server-metrics.json"), `${JSON.stringify(counted, undefined, 2)}\n`);
}
