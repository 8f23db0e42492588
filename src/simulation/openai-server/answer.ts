import type { ServerResponse } from "node:http";
import type { ServiceModel } from "../service-model.js";
import {
  type AnswerIdentity,
  createEventFormat,
  DONE_EVENT,
  textOfTokens,
  type Usage,
  wholeAnswer,
} from "./answer-format.js";
import { ApiError, errorBody, sendError, sendJson } from "./api-error.js";
import type { CompletionRequest } from "./completion-request.js";
import type { Fault } from "./faults.js";

export interface Answer {
  readonly request: CompletionRequest;
  readonly identity: AnswerIdentity;
  readonly service: ServiceModel;
  readonly response: ServerResponse;
  readonly fault: Fault | undefined;
}

/** Answers a request with the tokens of the service model. A client that goes away cancels its request. */
export function sendAnswer(answer: Answer): void {
  const { fault, request, response } = answer;
  if (fault?.kind === "hang") return;
  if (fault?.kind === "status") {
    sendError(response, new ApiError(fault.status, "InternalServerError", "This failure was asked for."));
  } else if (request.stream) {
    streamAnswer(answer);
  } else {
    sendWholeAnswer(answer);
  }
}

const MALFORMED_EVENT = 'data: {"id":"cut off in the mid\n\n';
const DELIBERATE_ERROR = new ApiError(500, "InternalServerError", "This error was asked for.");

function streamAnswer({ request, identity, service, response, fault }: Answer): void {
  const format = createEventFormat(identity);
  const { promptTokens } = request.generation;
  let outputTokens = 0;
  let isFirst = true;
  const usage = (): Usage => ({ promptTokens, outputTokens });
  const continuous = (): Usage | undefined => (request.continuousUsage ? usage() : undefined);
  response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8", "cache-control": "no-cache" });
  if (request.api === "chat") response.write(format.role(continuous()));
  else response.flushHeaders();
  const cancel = service.submit(request.generation, {
    chunk: (tokens) => {
      outputTokens += tokens;
      response.write(format.text(textOfTokens(tokens), continuous()));
      if (isFirst && fault !== undefined) {
        commitFault(fault, response);
        if (fault.kind !== "malformed") cancel();
      }
      isFirst = false;
    },
    finished: (reason) => {
      response.write(format.finish(reason, continuous()));
      if (request.finalUsage) response.write(format.usage(usage()));
      response.end(DONE_EVENT);
    },
  });
  response.once("close", cancel);
}

function commitFault(fault: Fault, response: ServerResponse): void {
  if (fault.kind === "malformed") response.write(MALFORMED_EVENT);
  if (fault.kind === "error") response.end(`data: ${errorBody(DELIBERATE_ERROR)}\n\n${DONE_EVENT}`);
  // Cut only when the first chunk is on its way: bytes that wait in a socket are lost with it.
  if (fault.kind === "break") setImmediate(() => response.destroy());
}

function sendWholeAnswer({ request, identity, service, response, fault }: Answer): void {
  const { promptTokens } = request.generation;
  let outputTokens = 0;
  const cancel = service.submit(request.generation, {
    chunk: (tokens) => {
      outputTokens += tokens;
    },
    finished: (reason) => {
      if (fault?.kind === "break") {
        response.destroy();
      } else if (fault?.kind === "error") {
        sendError(response, DELIBERATE_ERROR);
      } else {
        const body = wholeAnswer(identity, textOfTokens(outputTokens), reason, { promptTokens, outputTokens });
        sendJson(response, 200, fault?.kind === "malformed" ? body.slice(0, -10) : body);
      }
    },
  });
  response.once("close", cancel);
}
