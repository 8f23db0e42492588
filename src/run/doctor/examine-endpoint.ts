import type { Clock } from "../../contract/clock.js";
import type { Endpoint } from "../../contract/endpoint.js";
import { note, warning } from "../../model/finding.js";
import type { RequestFailure } from "../../model/request-sample.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { type Check, type CheckResult, noticed } from "./check-result.js";
import { checkStream, isHeldBack } from "./check-stream.js";
import { probeStream, type StreamProbe } from "./probe-stream.js";

const APIS = ["chat", "completions"] as const satisfies readonly (InferenceWorkload["api"] & Check)[];

/** Enough for events to come apart in time, little enough to cost nobody anything. */
const LONGER_TOKENS = 32;

/** Whether a server streams as a run needs it, by either of its interfaces. A server that has one of them will do. */
export async function examineStreaming(
  endpoint: Endpoint,
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const found: (readonly CheckResult[])[] = [];
  for (const api of APIS) {
    if (!signal.aborted) found.push(await examineApi(endpoint, api, clock, signal));
  }
  const isServed = found.some((results) => results.every(({ status }) => status !== "failed"));
  return found.flat().map((result) => (isServed && result.status === "failed" ? asWarning(result) : result));
}

/**
 * One interface: an answer of one token to warm up, which may take long, another to know how soon a first event can come,
 * then a longer one. A server that refuses to fix the length of an answer is asked with a limit on it.
 */
async function examineApi(
  endpoint: Endpoint,
  api: (typeof APIS)[number],
  clock: Clock,
  signal: AbortSignal,
): Promise<readonly CheckResult[]> {
  const ask = (outputPolicy: InferenceWorkload["outputPolicy"], tokens: number): Promise<StreamProbe> =>
    probeStream(endpoint, { api, outputPolicy, tokens }, clock, signal);
  const first = await ask("exact", 1);
  const refusal = isRefused(first.outcome.failure) ? (first.outcome.failure?.detail ?? "") : undefined;
  const outputPolicy = refusal === undefined ? "exact" : "limit";
  const second = await ask(outputPolicy, 1);
  if (signal.aborted) return [];
  if (second.outcome.failure !== undefined || second.timedOut) return checkStream(first, endpoint.usage, false);
  let answer = await ask(outputPolicy, LONGER_TOKENS);
  // Once may be chance.
  if (isHeldBack(answer, second)) answer = await ask(outputPolicy, LONGER_TOKENS);
  if (signal.aborted) return [];
  const results = checkStream(answer, endpoint.usage, isHeldBack(answer, second));
  return refusal === undefined
    ? results
    : [...results, noticed(api, warning("doctor-exact-refused", { api, reason: refusal }))];
}

/** Bad request, unprocessable content: what is asked for is not understood. */
function isRefused(failure: RequestFailure | undefined): boolean {
  return failure?.httpStatus === 400 || failure?.httpStatus === 422;
}

function asWarning({ check, finding }: CheckResult): CheckResult {
  return noticed(check, warning(finding.code, finding.data));
}

/** What the server said of itself when it was opened. */
export function checkServer(description: Readonly<Record<string, string | number | boolean>>): CheckResult {
  const facts = Object.entries(description).map(([key, value]) => `${key} ${value}`);
  const data = { facts: facts.join(", ") };
  if (facts.length === 0) return noticed("server", note("doctor-server-silent"));
  return description["serverVersion"] === undefined
    ? noticed("server", note("doctor-server-without-version", data))
    : { check: "server", status: "ok", finding: note("doctor-server", data) };
}
