import { type Clock, sleepUntil } from "../contract/clock.js";
import { exchange, isSuccess } from "../engine/http-exchange.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import { NS_PER_SECOND } from "../model/time.js";
import type { RunningCommand } from "../processes/running-command.js";
import type { ServedEndpointOptions } from "./served-endpoint-options.js";

export interface ReadinessQuestion {
  readonly command: RunningCommand;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly readiness: ServedEndpointOptions["readiness"];
  readonly clock: Clock;
  /** Aborts when the user does not want to wait any longer. */
  readonly signal: AbortSignal;
}

/**
 * Waits until a server that was just started answers its readiness probe with success.
 *
 * @throws MeasurementError `server-exited` or `server-not-ready`, with the server's last words; `interrupted`
 */
export async function awaitReadiness(question: ReadinessQuestion): Promise<void> {
  const { command, readiness, clock, signal } = question;
  const enough = new AbortController();
  let outcome: string | undefined;
  void command.exited.then((how) => {
    outcome = how;
    enough.abort();
  });
  const waiting = AbortSignal.any([signal, enough.signal]);
  const limitNs = clock.nowNs() + readiness.timeoutSeconds * NS_PER_SECOND;
  const intervalNs = readiness.intervalSeconds * NS_PER_SECOND;
  while (!waiting.aborted) {
    if (await isReady(question, waiting)) return;
    if (clock.nowNs() >= limitNs) break;
    await sleepUntil(clock, Math.min(clock.nowNs() + intervalNs, limitNs), waiting, intervalNs);
  }
  if (signal.aborted) throw new MeasurementError(failure("interrupted"));
  const words = command.lastLines();
  if (outcome !== undefined) throw new MeasurementError(failure("server-exited", { outcome, words }));
  const data = { url: question.baseUrl + readiness.path, seconds: readiness.timeoutSeconds, words };
  throw new MeasurementError(failure("server-not-ready", data));
}

async function isReady({ baseUrl, headers, readiness }: ReadinessQuestion, signal: AbortSignal): Promise<boolean> {
  const answer = await exchange({ url: baseUrl + readiness.path, headers, signal }).catch(() => undefined);
  return answer !== undefined && isSuccess(answer);
}
