import type { RequestSample } from "../model/request-sample.js";
import { secondsBetween } from "./latency-observations.js";

/**
 * Mean seconds per output token after the first of one finished request: (last token - first token) / (n - 1).
 * Undefined below two tokens, where there is no gap, and without a count of the server.
 */
export function secondsPerOutputToken(request: RequestSample): number | undefined {
  const { count, from } = request.outputTokens;
  if (request.status !== "ok" || from === "none" || count < 2) return undefined;
  const seconds = secondsBetween(request.firstTokenNs, request.lastTokenNs);
  return seconds === undefined ? undefined : seconds / (count - 1);
}
