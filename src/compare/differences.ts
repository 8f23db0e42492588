import { type Finding, failure, warning } from "../model/finding.js";
import { percentText } from "../model/percent-text.js";
import { countRequests, eachRequest } from "../model/request-list.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RunRecord } from "../model/run-record.js";
import type { Serving, Speculation } from "../model/system.js";
import type { InferenceWorkload } from "../model/workload.js";
import type { Side } from "./viewed-side.js";

/** Relative difference of mean prompt or output lengths above which two systems did not do the same work. */
const LENGTH_TOLERANCE = 0.02;

/**
 * What differs between two systems that serve besides the systems themselves. An error makes every row not comparable, a
 * warning is printed beside the verdicts.
 */
export function findDifferences(
  candidate: Side,
  baseline: Side,
  workload: InferenceWorkload,
  errorRateLimit: number,
): Finding[] {
  return [
    ...servingDifferences(candidate, baseline, candidate.system.serving, baseline.system.serving),
    ...lifecycleDifferences(candidate, baseline),
    ...unitDifferences(candidate, baseline),
    ...transportDifferences(candidate, baseline),
    ...lengthDifferences(candidate, baseline, workload),
    ...errorDifferences(candidate, baseline, errorRateLimit),
  ];
}

function servingDifferences(
  candidate: Side,
  baseline: Side,
  ours: Serving | undefined,
  theirs: Serving | undefined,
): Finding[] {
  // A suite without it is refused; a record that was changed by hand says nothing here.
  if (ours === undefined || theirs === undefined) return [];
  const pair = (key: "model" | "tokenizer" | "precision") => ({ candidate: ours[key], baseline: theirs[key] });
  const findings: Finding[] = [];
  if (ours.model !== theirs.model) findings.push(failure("model-differs", pair("model")));
  // A token is what a tokenizer makes it: tokens of two tokenizers are two units.
  if (ours.tokenizer !== theirs.tokenizer) findings.push(failure("tokenizer-differs", pair("tokenizer")));
  if (ours.precision !== theirs.precision) findings.push(warning("precision-differs", pair("precision")));
  const [our, their] = [ours.speculation, theirs.speculation];
  if (our?.method !== their?.method) {
    findings.push(warning("speculation-differs", { candidate: our?.method ?? "-", baseline: their?.method ?? "-" }));
  }
  for (const [side, speculation] of [[candidate, our] as const, [baseline, their] as const]) {
    if (hasUnknownAcceptance(speculation)) findings.push(warning("acceptance-unknown", { system: side.system.id }));
  }
  return findings;
}

function hasUnknownAcceptance(speculation: Speculation | undefined): boolean {
  return speculation !== undefined && speculation.acceptance === undefined;
}

function lifecycleDifferences(candidate: Side, baseline: Side): Finding[] {
  const [ours, theirs] = [candidate.system.lifecycle, baseline.system.lifecycle];
  if (ours !== theirs) return [warning("lifecycle-differs", { candidate: ours, baseline: theirs })];
  return [];
}

/** The same of systems that train. */
export function unitDifferences(candidate: Side, baseline: Side): Finding[] {
  const [ours, theirs] = [candidate.system.accelerators.unit, baseline.system.accelerators.unit];
  return ours === theirs ? [] : [warning("unit-differs", { candidate: ours, baseline: theirs })];
}

/** Two transports stamp and cost differently: what differs between the systems may be what differs between them. */
function transportDifferences(candidate: Side, baseline: Side): Finding[] {
  const [ours, theirs] = [candidate, baseline].map(({ records }) =>
    [...new Set(records.flatMap(({ manifest }) => manifest.client?.transport ?? []))].sort().join(", "),
  );
  if (ours === undefined || theirs === undefined || ours === "" || theirs === "" || ours === theirs) return [];
  return [warning("transport-differs", { candidate: ours, baseline: theirs })];
}

/** The same words must have become as many tokens, and as many tokens must have come out. */
function lengthDifferences(candidate: Side, baseline: Side, workload: InferenceWorkload): Finding[] {
  const findings: Finding[] = [];
  for (const kind of ["promptTokens", "outputTokens"] as const) {
    const [ours, theirs] = [meanTokens(candidate.records, kind), meanTokens(baseline.records, kind)];
    if (ours === undefined || theirs === undefined) continue;
    if (Math.abs(Math.log(ours / theirs)) <= LENGTH_TOLERANCE) continue;
    const data = { candidate: ours.toFixed(1), baseline: theirs.toFixed(1) };
    findings.push(warning(kind === "promptTokens" ? "prompt-tokens-differ" : "output-tokens-differ", data));
  }
  if (workload.outputPolicy === "limit") findings.push(warning("output-length-free"));
  return findings;
}

/** Mean over the requests that ended well in the measure phase; undefined where nobody counted. */
function meanTokens(records: readonly RunRecord[], kind: "promptTokens" | "outputTokens"): number | undefined {
  let tokens = 0;
  let counted = 0;
  for (const { requests } of records) {
    eachRequest(requests, ({ status, phase, [kind]: { count, from } }) => {
      if (status !== "ok" || phase !== "measure" || from !== "usage") return;
      tokens += count;
      counted += 1;
    });
  }
  return counted === 0 ? undefined : tokens / counted;
}

function errorDifferences(candidate: Side, baseline: Side, limit: number): Finding[] {
  const findings: Finding[] = [];
  for (const side of [candidate, baseline]) {
    const measured = (isWanted: (status: RequestSample["status"]) => boolean): number =>
      side.records.reduce(
        (sum, { requests }) =>
          sum + countRequests(requests, ({ phase, status }) => phase === "measure" && isWanted(status)),
        0,
      );
    const ended = measured((status) => status !== "cut");
    const failed = measured((status) => status === "failed");
    if (failed <= limit * ended) continue;
    // Work that was refused costs nothing: a system that fails fast would look fast.
    findings.push(failure("errors-too-many", { system: side.system.id, failed, ended, limit: percentText(limit) }));
  }
  return findings;
}
