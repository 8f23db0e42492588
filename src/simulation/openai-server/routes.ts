import type { IncomingMessage, ServerResponse } from "node:http";
import type { Clock } from "../../contract/clock.js";
import type { ServiceModel } from "../service-model.js";
import { sendAnswer } from "./answer.js";
import { ApiError, badRequest, sendJson } from "./api-error.js";
import { type CompletionApi, parseCompletionRequest } from "./completion-request.js";
import { createFaultPlan, type Faults } from "./faults.js";
import { metricsText } from "./metrics-text.js";
import { parseTokenizeRequest, tokenizeAnswer } from "./tokenize.js";

export interface ServedModel {
  readonly service: ServiceModel;
  /** Name of the only model that is served. */
  readonly model: string;
  /** What `/version` answers. */
  readonly version: string;
  readonly clock: Clock;
  readonly faults?: Faults | undefined;
}

export interface Route {
  readonly method: "GET" | "POST";
  handle(request: IncomingMessage, response: ServerResponse): void | Promise<void>;
}

export const METRICS_PATH = "/metrics";

const MAXIMUM_BODY_BYTES = 64 * 1024 * 1024;

/** What the server answers, by path. */
export function createRoutes(options: ServedModel): ReadonlyMap<string, Route> {
  const { service, model, clock } = options;
  const startedUnixSeconds = Math.floor(clock.wallUnixMs() / 1000);
  const nextFault = createFaultPlan(options.faults);
  let answers = 0;

  const checkModel = (asked: string): void => {
    if (asked === model) return;
    throw new ApiError(404, "NotFoundError", `The model \`${asked}\` does not exist.`, "model");
  };
  const completion = (api: CompletionApi): Route => ({
    method: "POST",
    handle: async (incoming, response) => {
      const request = parseCompletionRequest(api, await readBody(incoming));
      checkModel(request.model);
      answers += 1;
      const id = `${api === "chat" ? "chatcmpl" : "cmpl"}-${answers}`;
      const identity = { api, id, model, createdUnixSeconds: Math.floor(clock.wallUnixMs() / 1000) };
      sendAnswer({ request, identity, service, response, fault: nextFault() });
    },
  });
  const tokenize: Route = {
    method: "POST",
    handle: async (incoming, response) => {
      const request = parseTokenizeRequest(await readBody(incoming));
      checkModel(request.model ?? model);
      sendJson(response, 200, tokenizeAnswer(request.prompt));
    },
  };
  const text = (type: string, body: () => string): Route => ({
    method: "GET",
    handle: (_, response) => {
      response.writeHead(200, { "content-type": type }).end(body());
    },
  });
  const modelCard = { id: model, object: "model", created: startedUnixSeconds, owned_by: "tokwatt" };
  const json = "application/json";
  return new Map([
    ["/v1/chat/completions", completion("chat")],
    ["/v1/completions", completion("completions")],
    ["/tokenize", tokenize],
    ["/v1/models", text(json, () => JSON.stringify({ object: "list", data: [modelCard] }))],
    ["/version", text(json, () => JSON.stringify({ version: options.version }))],
    ["/health", text("text/plain", () => "")],
    [METRICS_PATH, text("text/plain; version=0.0.4", () => metricsText(service.load(), model))],
  ]);
}

async function readBody(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let bytes = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    bytes += part.length;
    if (bytes > MAXIMUM_BODY_BYTES) throw badRequest(`The body has more than ${MAXIMUM_BODY_BYTES} bytes.`);
    parts.push(part);
  }
  return Buffer.concat(parts).toString("utf8");
}
