/** Whether a parsed JSON value is an object with fields. */
export function isFields(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * The words of an error in the forms that servers send, as a body or in the middle of a stream: OpenAI's
 * `{"error": {"message"}}`, `{"error": "words"}`, older vLLM's `{"object": "error", "message"}`, FastAPI's `{"detail"}`.
 * Undefined for anything that is no error.
 */
export function apiErrorMessage(body: Readonly<Record<string, unknown>>): string | undefined {
  const { error, object, message, detail } = body;
  if (typeof error === "string") return error;
  if (isFields(error)) return typeof error["message"] === "string" ? error["message"] : JSON.stringify(error);
  if (object === "error") return typeof message === "string" ? message : JSON.stringify(body);
  if (detail !== undefined && body["choices"] === undefined) {
    return typeof detail === "string" ? detail : JSON.stringify(detail);
  }
  return undefined;
}
