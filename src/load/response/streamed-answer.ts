import type { RequestFailure } from "../../model/request-sample.js";
import type { Nanoseconds } from "../../model/time.js";
import { readChunk } from "../sse/openai-chunk.js";
import { createSseScanner, LARGEST_EVENT_BYTES } from "../sse/sse-scanner.js";
import type { StreamObserver } from "../stream-client.js";
import { requestFailure } from "./request-failure.js";
import type { ResponseReader } from "./response-reader.js";
import { createTokenCounter } from "./token-counter.js";

/**
 * An answer as a stream of events. It is complete with `[DONE]`, or, as some servers leave that out, with a finish reason
 * and the end of the body.
 */
export function readStreamedAnswer(observer: StreamObserver): ResponseReader {
  const counter = createTokenCounter();
  let failure: RequestFailure | undefined;
  let finishReason: string | undefined;
  let doneNs: Nanoseconds | undefined;
  let readNs = 0;

  const scanner = createSseScanner((data) => {
    if (failure !== undefined || doneNs !== undefined || data.length === 0) return;
    const chunk = readChunk(data);
    switch (chunk.kind) {
      case "done":
        doneNs = readNs;
        return;
      case "error":
        failure = requestFailure("server-error", chunk.message);
        return;
      case "malformed":
        failure = requestFailure("malformed-event", chunk.text);
        return;
      case "chunk": {
        const tokens = counter.take(chunk.usage, chunk.event !== undefined);
        if (chunk.event !== undefined) observer.event(readNs, chunk.event, tokens);
        finishReason = chunk.finishReason ?? finishReason;
      }
    }
  });
  const tooLarge = (): RequestFailure => requestFailure("malformed-event", `event > ${LARGEST_EVENT_BYTES} B`);
  const broken = (detail: string): RequestFailure | undefined =>
    doneNs === undefined ? requestFailure("broken-stream", detail) : undefined;

  return {
    data: (atNs, chunk) => {
      readNs = atNs;
      const fits = scanner.push(chunk);
      return failure ?? (fits ? undefined : tooLarge());
    },
    end: () => {
      if (!scanner.end()) return tooLarge();
      return failure ?? (finishReason === undefined ? broken("EOF before [DONE]") : undefined);
    },
    broken,
    doneNs: () => doneNs,
    counts: (isComplete) => ({
      promptTokens: counter.promptTokens(),
      outputTokens: counter.outputTokens(isComplete),
      finishReason,
    }),
  };
}
