import type { Nanoseconds } from "../../model/time.js";
import { EMPTY_EVENT } from "../../model/token-events.js";
import { apiErrorMessage, isFields } from "../sse/api-error-message.js";
import { parseJson, readBody } from "../sse/openai-chunk.js";
import type { StreamObserver } from "../stream-client.js";
import { createBodyText } from "./body-text.js";
import { requestFailure } from "./request-failure.js";
import { type ResponseReader, takeNothing } from "./response-reader.js";
import { TokenCounter } from "./token-counter.js";

/** The answer of a server that does not stream: one body, which is one event at the instant of its last byte. */
export function readWholeAnswer(observer: StreamObserver): ResponseReader {
  const counter = new TokenCounter();
  const body = createBodyText();
  let readNs: Nanoseconds = 0;
  let finishReason: string | undefined;
  return {
    takeFast: takeNothing,
    data: (atNs, chunk) => {
      readNs = atNs;
      body.push(chunk);
      return undefined;
    },
    end: () => {
      const fields = parseJson(body.text());
      if (!isFields(fields)) return requestFailure("malformed-event", body.text());
      const message = apiErrorMessage(fields);
      if (message !== undefined) return requestFailure("server-error", message);
      const answer = readBody(fields);
      const hasText = answer.event !== undefined && answer.event !== EMPTY_EVENT;
      const tokens = counter.take(answer.usage, hasText);
      if (answer.event !== undefined) observer.event(readNs, answer.event, tokens);
      finishReason = answer.finishReason;
      const isAnswer = hasText || finishReason !== undefined;
      return isAnswer ? undefined : requestFailure("malformed-event", body.text());
    },
    broken: (detail) => requestFailure("broken-stream", detail),
    doneNs: () => undefined,
    counts: (isComplete) => ({
      promptTokens: counter.promptTokens(),
      outputTokens: counter.outputTokens(isComplete),
      finishReason,
      unstreamed: true,
    }),
  };
}
