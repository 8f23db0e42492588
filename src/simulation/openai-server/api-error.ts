import type { ServerResponse } from "node:http";

/** An answer that refuses a request, in the form that OpenAI's API and vLLM use. */
export class ApiError extends Error {
  override readonly name = "ApiError";
  readonly status: number;
  readonly type: string;
  /** Name of the field that is to blame, where one is. */
  readonly parameter: string | undefined;

  constructor(status: number, type: string, message: string, parameter?: string) {
    super(message);
    this.status = status;
    this.type = type;
    this.parameter = parameter;
  }
}

export function badRequest(message: string, parameter?: string): ApiError {
  return new ApiError(400, "BadRequestError", message, parameter);
}

/** `{"error": {...}}`, as a body or as an event of a stream. */
export function errorBody(error: ApiError): string {
  const { message, type, parameter, status } = error;
  return JSON.stringify({ error: { message, type, param: parameter ?? null, code: status } });
}

export function sendError(response: ServerResponse, error: ApiError): void {
  sendJson(response, error.status, errorBody(error));
}

export function sendJson(response: ServerResponse, status: number, body: string): void {
  response.writeHead(status, { "content-type": "application/json", "content-length": Buffer.byteLength(body) });
  response.end(body);
}
