import { expect, onTestFinished, test } from "vitest";
import { createInstantService } from "../../../src/backends/null/instant-service.js";
import type { Balance, Endpoint } from "../../../src/contract/endpoint.js";
import { createBalancedClient } from "../../../src/load/balance/balanced-client.js";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import { createOpenAiClient } from "../../../src/load/openai-client.js";
import type { StreamClient } from "../../../src/load/stream-client.js";
import { startOpenAiServer } from "../../../src/simulation/openai-server/openai-server.js";

const clock = createMonotonicClock();
const workload = { api: "chat", outputPolicy: "exact", temperature: 0 } as const;
const clientOf = (endpoint: Endpoint): StreamClient => createOpenAiClient({ endpoint, workload, clock });

/** Servers that answer at once, each with a count of its finished requests. */
async function servers(count: number) {
  const started = await Promise.all(
    Array.from({ length: count }, async () => {
      const service = createInstantService(1);
      const server = await startOpenAiServer({ service, model: "tiny", version: "1", clock });
      onTestFinished(() => server.close());
      const endpoint: Endpoint = { baseUrl: server.baseUrl, model: "tiny", headers: {}, usage: "final" };
      return { endpoint, close: server.close, finished: () => service.load().finishedRequests };
    }),
  );
  return started;
}

function balanced(endpoints: readonly Endpoint[], balance: Balance): StreamClient {
  const client = createBalancedClient({ endpoints, balance }, clientOf);
  onTestFinished(() => client.close());
  return client;
}

async function send(client: StreamClient, index: number) {
  const sentAt: number[] = [];
  const observer = { sent: (atNs: number) => sentAt.push(atNs), firstByte: () => undefined, event: () => undefined };
  const messages = [{ role: "user", content: "a b c" }] as const;
  const outcome = await client.send({ index, messages, outputTokens: 2 }, observer, new AbortController().signal);
  return { outcome, sent: sentAt.length };
}

test("requests go to the endpoints in turn, and say where they went", async () => {
  const group = await servers(3);
  const client = balanced(
    group.map(({ endpoint }) => endpoint),
    "round-robin",
  );
  const answers = await Promise.all(Array.from({ length: 10 }, (_, index) => send(client, index)));
  expect(answers.map(({ outcome }) => outcome.endpoint)).toEqual([0, 1, 2, 0, 1, 2, 0, 1, 2, 0]);
  expect(answers.every(({ outcome, sent }) => outcome.failure === undefined && sent === 1)).toBe(true);
  expect(group.map(({ finished }) => finished())).toEqual([4, 3, 3]);
});

test("an endpoint that is gone fails its own requests, and is named by them", async () => {
  const group = await servers(2);
  await group[1]?.close();
  const client = balanced(
    group.map(({ endpoint }) => endpoint),
    "round-robin",
  );
  const answers = await Promise.all([0, 1, 2, 3].map((index) => send(client, index)));
  expect(answers.map(({ outcome }) => [outcome.endpoint, outcome.failure?.kind])).toEqual([
    [0, undefined],
    [1, "connect"],
    [0, undefined],
    [1, "connect"],
  ]);
});

test("a request that has ended makes room at its endpoint", async () => {
  const group = await servers(2);
  const client = balanced(
    group.map(({ endpoint }) => endpoint),
    "least-outstanding",
  );
  for (const index of [0, 2, 4, 6]) expect((await send(client, index)).outcome.endpoint).toBe(0);
  const together = await Promise.all([0, 2, 4, 6].map((index) => send(client, index)));
  expect(together.map(({ outcome }) => outcome.endpoint).sort()).toEqual([0, 0, 1, 1]);
});

test("one endpoint is driven by its own client, and nothing is noted", async () => {
  const [only] = await servers(1);
  const own = clientOf(only?.endpoint as Endpoint);
  const client = createBalancedClient({ endpoints: [only?.endpoint as Endpoint], balance: "round-robin" }, () => own);
  onTestFinished(() => client.close());
  expect(client).toBe(own);
  expect((await send(client, 5)).outcome.endpoint).toBeUndefined();
});

test("a group without endpoints is a mistake of the caller", () => {
  expect(() => createBalancedClient({ endpoints: [], balance: "round-robin" }, clientOf)).toThrow(RangeError);
});
