import type { Clock } from "../contract/clock.js";
import type { Endpoint } from "../contract/endpoint.js";
import type { RequestFailure } from "../model/request-sample.js";
import { type Nanoseconds, NS_PER_SECOND } from "../model/time.js";
import type { InferenceWorkload } from "../model/workload.js";
import { createRequestFormat } from "./openai-request.js";
import { readRefusal } from "./response/refusal.js";
import { requestFailure } from "./response/request-failure.js";
import type { ResponseReader } from "./response/response-reader.js";
import { readStreamedAnswer } from "./response/streamed-answer.js";
import { NO_COUNT } from "./response/token-counter.js";
import { readWholeAnswer } from "./response/whole-answer.js";
import type { StreamClient, StreamObserver, StreamOutcome } from "./stream-client.js";
import type { Transport, TransportError, TransportRequest } from "./transport/transport.js";
import { createUndiciTransport } from "./transport/undici-transport.js";

/** How long a server may leave its body open after `[DONE]` before the connection is cut; the answer stands. */
const PATIENCE_AFTER_DONE_NS = NS_PER_SECOND;

export interface OpenAiClientOptions {
  readonly endpoint: Endpoint;
  readonly workload: Pick<InferenceWorkload, "api" | "outputPolicy" | "temperature">;
  readonly clock: Clock;
  /** undici when absent. */
  readonly transport?: Transport | undefined;
}

/** Drives an OpenAI-compatible server by its streaming API, chat or completions as the workload says. */
export function createOpenAiClient(options: OpenAiClientOptions): StreamClient {
  const { endpoint, workload, clock } = options;
  const transport = options.transport ?? createUndiciTransport(clock);
  const format = createRequestFormat(endpoint, workload);
  return {
    transport: transport.name,
    send: (request, observer, signal) => exchange(transport, clock, format(request), observer, signal),
    close: () => transport.close(),
  };
}

function exchange(
  transport: Transport,
  clock: Clock,
  request: TransportRequest,
  observer: StreamObserver,
  signal: AbortSignal,
): Promise<StreamOutcome> {
  return new Promise((resolve) => {
    let reader: ResponseReader | undefined;
    let isOver = false;
    let abort = (): void => undefined;
    let cancelPatience: (() => void) | undefined;
    const stop = (): void => abort();

    /** @param ending `complete`: nothing more was to come, unless `failure` says otherwise */
    const finish = (endNs: Nanoseconds, ending: "complete" | "early", failure?: RequestFailure): void => {
      if (isOver) return;
      isOver = true;
      cancelPatience?.();
      signal.removeEventListener("abort", stop);
      const counts = reader?.counts(ending === "complete" && failure === undefined);
      resolve({ endNs, failure, ...(counts ?? { promptTokens: NO_COUNT, outputTokens: NO_COUNT }) });
    };

    const waitForEnd = (doneNs: Nanoseconds): void => {
      cancelPatience ??= clock.schedule(doneNs + PATIENCE_AFTER_DONE_NS, () => {
        finish(doneNs, "complete");
        stop();
      });
    };

    const takeData = (atNs: Nanoseconds, chunk: Uint8Array): void => {
      const failure = reader?.data(atNs, chunk);
      const doneNs = reader?.doneNs();
      if (doneNs !== undefined) waitForEnd(doneNs);
      if (failure === undefined) return;
      finish(atNs, "early", failure);
      stop();
    };

    const takeError = (atNs: Nanoseconds, { kind, detail }: TransportError): void => {
      if (kind === "aborted") finish(atNs, "early");
      else if (kind === "connect") finish(atNs, "early", requestFailure("connect", detail));
      else finish(atNs, "complete", reader ? reader.broken(detail) : requestFailure("broken-stream", detail));
    };

    abort = transport.post(request, {
      sent: observer.sent,
      response: (atNs, status, contentType) => {
        observer.firstByte(atNs);
        reader = readerFor(status, contentType, observer);
      },
      data: takeData,
      end: (atNs) => finish(atNs, "complete", reader?.end()),
      error: takeError,
    });
    if (signal.aborted) stop();
    else if (!isOver) signal.addEventListener("abort", stop, { once: true });
  });
}

/** A success is read as a stream unless it says that it is JSON; other types are in use for streams. */
function readerFor(status: number, contentType: string, observer: StreamObserver): ResponseReader {
  if (status < 200 || status > 299) return readRefusal(status);
  return contentType === "application/json" ? readWholeAnswer(observer) : readStreamedAnswer(observer);
}
