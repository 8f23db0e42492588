import { expect, it, onTestFinished } from "vitest";
import { createInstantService } from "../../../src/backends/null/instant-service.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { startOpenAiServer } from "../../../src/simulation/openai-server/openai-server.js";

async function ask(body: unknown): Promise<{ readonly status: number; readonly answer: unknown }> {
  const clock = createMonotonicClock();
  const server = await startOpenAiServer({ service: createInstantService(1), model: "tiny", version: "1", clock });
  onTestFinished(() => server.close());
  const text = typeof body === "string" ? body : JSON.stringify(body);
  const response = await fetch(`${server.baseUrl}/tokenize`, { method: "POST", body: text });
  return { status: response.status, answer: await response.json() };
}

it("a word is a token", async () => {
  const { status, answer } = await ask({ model: "tiny", prompt: "one two  three\nfour", add_special_tokens: false });
  expect(status).toBe(200);
  expect(answer).toMatchObject({ count: 4, tokens: [0, 1, 2, 3] });
  expect((await ask({ prompt: "" })).answer).toMatchObject({ count: 0, tokens: [] });
});

it.each([
  ["another model", { model: "other", prompt: "a" }, 404],
  ["no prompt", { model: "tiny" }, 400],
  ["no JSON", "{", 400],
])("%s is refused", async (_, body, status) => {
  expect(await ask(body)).toMatchObject({ status, answer: { error: { code: status } } });
});
