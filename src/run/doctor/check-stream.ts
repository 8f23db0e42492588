import type { Endpoint } from "../../contract/endpoint.js";
import { failure, note, warning } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND } from "../../model/time.js";
import { type CheckResult, noticed, passed } from "./check-result.js";
import { PROBE_LIMIT_SECONDS, type StreamProbe } from "./probe-stream.js";

/** Of the time to the first event: events that all come within it come in one go. */
const ONE_GO_SHARE = 0.05;

/** How much later the first event of a longer answer may come than that of one token, by chance alone. */
const CHANCE_NS = 50 * NS_PER_MILLISECOND;

/**
 * Whether somebody in between held an answer back until it was whole: all its events come in one go, and the first of them
 * much later than that of an answer of one token.
 */
export function isHeldBack({ eventsNs }: StreamProbe, oneToken: StreamProbe): boolean {
  const [firstNs = 0, lastNs = 0] = [eventsNs[0], eventsNs.at(-1)];
  const usualNs = oneToken.eventsNs[0] ?? Number.POSITIVE_INFINITY;
  const isInOneGo = eventsNs.length > 1 && lastNs - firstNs < firstNs * ONE_GO_SHARE;
  return isInOneGo && firstNs > 2 * usualNs + CHANCE_NS;
}

/**
 * What a short request says of a server's streaming: whether it streams, and whether it counts its tokens.
 *
 * @param heldBack whether the answer was held back until it was whole
 */
export function checkStream(probe: StreamProbe, usage: Endpoint["usage"], heldBack: boolean): readonly CheckResult[] {
  const { question, outcome, eventsNs, timedOut } = probe;
  const { api } = question;
  if (timedOut)
    return [
      noticed(api, failure("doctor-stream-slow", { api, tokens: question.tokens, seconds: PROBE_LIMIT_SECONDS })),
    ];
  if (outcome.failure !== undefined) {
    const { kind, detail, httpStatus } = outcome.failure;
    const reason = httpStatus === undefined ? detail : `HTTP ${httpStatus} ${detail}`;
    return [noticed(api, failure("doctor-stream-failed", { api, kind, reason }))];
  }
  const [firstNs, lastNs] = [eventsNs[0], eventsNs.at(-1)];
  if (firstNs === undefined || lastNs === undefined) return [noticed(api, failure("doctor-stream-empty", { api }))];
  if (outcome.unstreamed === true) return [noticed(api, failure("doctor-not-streamed", { api }))];
  return [pace(probe, firstNs, lastNs, heldBack), ...counts(probe, usage)];
}

function pace(
  { question, eventsNs, outcome }: StreamProbe,
  firstNs: Nanoseconds,
  lastNs: Nanoseconds,
  heldBack: boolean,
): CheckResult {
  const { api } = question;
  const data = {
    api,
    firstMs: firstNs / NS_PER_MILLISECOND,
    spanMs: (lastNs - firstNs) / NS_PER_MILLISECOND,
    events: eventsNs.length,
    tokens: outcome.outputTokens.count,
  };
  return heldBack ? noticed(api, warning("doctor-stream-bunched", data)) : passed(api, note("doctor-stream", data));
}

function counts({ question, outcome, countedEvents, eventsNs }: StreamProbe, usage: Endpoint["usage"]) {
  const { api, outputPolicy, tokens } = question;
  const { count, from } = outcome.outputTokens;
  const found: CheckResult[] = [];
  if (from !== "usage") found.push(noticed(api, warning("doctor-usage-missing", { api })));
  else if (outputPolicy === "exact" && count !== tokens) {
    found.push(noticed(api, warning("doctor-length-not-kept", { api, asked: tokens, given: count })));
  }
  if (usage === "continuous" && countedEvents < eventsNs.length) {
    const data = { api, counted: countedEvents, events: eventsNs.length };
    found.push(noticed(api, warning("doctor-usage-not-continuous", data)));
  }
  return found;
}
