import { request } from "undici";
import { afterEach, describe, expect, it } from "vitest";
import { nullBackend } from "../../../src/backends/null/adapter.js";
import type { OpenSystem } from "../../../src/contract/backend-adapter.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { onlyEndpoint } from "../only-endpoint.js";
import { openRequest } from "../open-request.js";

let system: OpenSystem | undefined;

afterEach(async () => system?.close());

describe("nullBackend", () => {
  it("answers with all tokens at once and has no power", async () => {
    const clock = createMonotonicClock();
    system = await nullBackend.open(openRequest(nullBackend, { tokensPerChunk: 2 }, { clock }));
    expect(system.powerSources).toEqual([]);
    expect(nullBackend).toMatchObject({ name: "null", provenance: "simulated", label: { en: "null" } });
    const json = {
      model: "null",
      prompt: "a b c",
      max_tokens: 5,
      stream: true,
      stream_options: { include_usage: true },
    };
    const url = `${onlyEndpoint(system).baseUrl}/v1/completions`;
    const { body } = await request(url, { method: "POST", body: JSON.stringify(json) });
    const events = (await body.text()).trim().split("\n\n");
    const data = events.slice(0, -1).map((event) => JSON.parse(event.slice("data: ".length)));
    expect(data.map((event) => event.choices[0]?.text)).toEqual([
      " token token",
      " token token",
      " token",
      "",
      undefined,
    ]);
    expect(data.at(-1).usage).toEqual({ prompt_tokens: 3, completion_tokens: 5, total_tokens: 8 });
    expect(events.at(-1)).toBe("data: [DONE]");
    const metrics = await (await request(`${onlyEndpoint(system).baseUrl}/metrics`)).body.text();
    expect(metrics).toContain('vllm:generation_tokens_total{engine="0",model_name="null"} 5\n');
  });
});
