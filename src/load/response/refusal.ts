import type { RequestFailure } from "../../model/request-sample.js";
import { apiErrorMessage, isFields } from "../sse/api-error-message.js";
import { parseJson } from "../sse/openai-chunk.js";
import { createBodyText } from "./body-text.js";
import { requestFailure } from "./request-failure.js";
import { type ResponseReader, takeNothing } from "./response-reader.js";
import { NO_COUNT } from "./token-counter.js";

/** A response with a status that is no success: its body holds the server's words. */
export function readRefusal(status: number): ResponseReader {
  const body = createBodyText();
  const refused = (): RequestFailure => {
    const fields = parseJson(body.text());
    const words = isFields(fields) ? apiErrorMessage(fields) : undefined;
    return requestFailure("http-status", words ?? body.text().trim(), status);
  };
  return {
    takeFast: takeNothing,
    data: (_, chunk) => {
      body.push(chunk);
      return undefined;
    },
    end: refused,
    broken: refused,
    doneNs: () => undefined,
    counts: () => ({ promptTokens: NO_COUNT, outputTokens: NO_COUNT }),
  };
}
