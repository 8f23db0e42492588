import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { text } from "node:stream/consumers";
import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";

const requestSchema = z.looseObject({
  max_tokens: z.number().optional(),
  max_completion_tokens: z.number().optional(),
});

/** A server of OpenAI's interface as far as tokwatt uses it: the list of models, and streamed answers with `usage`. */
export async function startEngine(model: string, tokensPerSecond: number) {
  const server = createServer((request, response) => {
    answer(request, response, model, tokensPerSecond).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  return {
    baseUrl: `http://127.0.0.1:${port}`,
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  request: IncomingMessage,
  response: ServerResponse,
  model: string,
  tokensPerSecond: number,
): Promise<void> {
  if (request.url === "/v1/models") {
    response.end(JSON.stringify({ object: "list", data: [{ id: model, object: "model" }] }));
    return;
  }
  if (request.method !== "POST") {
    response.writeHead(404).end();
    return;
  }
  const body = requestSchema.parse(JSON.parse(await text(request)));
  const tokens = body.max_completion_tokens ?? body.max_tokens ?? 16;
  const isChat = request.url?.includes("/chat/") ?? false;
  response.writeHead(200, { "content-type": "text/event-stream" });
  const send = (fields: object): void => void response.write(`data: ${JSON.stringify({ model, ...fields })}\n\n`);
  for (let token = 1; token <= tokens; token += 1) {
    await pause(1000 / tokensPerSecond);
    const end = token === tokens ? "length" : null;
    const choice = isChat ? { delta: { content: "word " } } : { text: "word " };
    send({ choices: [{ index: 0, finish_reason: end, ...choice }] });
  }
  send({ choices: [], usage: { prompt_tokens: 1, completion_tokens: tokens, total_tokens: tokens + 1 } });
  response.end("data: [DONE]\n\n");
}
