import { expect, onTestFinished, test } from "vitest";
import { createInstantService } from "../../src/backends/null/instant-service.js";
import { openServedEndpoint } from "../../src/backends/open-served-endpoint.js";
import { servedEndpointOptionsSchema } from "../../src/backends/served-endpoint-options.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { InputError } from "../../src/model/errors.js";
import { startOpenAiServer } from "../../src/simulation/openai-server/openai-server.js";
import { onlyEndpoint } from "./only-endpoint.js";
import { openRequest } from "./open-request.js";

const clock = createMonotonicClock();
const schema = { name: "gpu", optionsSchema: servedEndpointOptionsSchema };

/** Opens a server of ours with `metrics` as a system file would have it, and an environment with its address. */
async function open(options: object) {
  const server = await startOpenAiServer({ service: createInstantService(1), model: "tiny", version: "1", clock });
  onTestFinished(() => server.close());
  const environment = { URL: server.baseUrl, KEY: "k" };
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to the environment
  const all = { baseUrl: "${URL}/", model: "tiny", ...options };
  const opened = await openServedEndpoint(openRequest(schema, all, { clock, lifecycle: "attached", environment }));
  return { baseUrl: server.baseUrl, metricsUrl: onlyEndpoint(opened).metricsUrl };
}

test("the page stands at /metrics where nothing is said", async () => {
  const { baseUrl, metricsUrl } = await open({});
  expect(metricsUrl).toBe(`${baseUrl}/metrics`);
});

test("a path stands behind the address of the endpoint", async () => {
  const { baseUrl, metricsUrl } = await open({ metrics: { path: "/prometheus/metrics" } });
  expect(metricsUrl).toBe(`${baseUrl}/prometheus/metrics`);
});

test("an address may come from the environment", async () => {
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to the environment
  const { metricsUrl } = await open({ metrics: { url: "http://127.0.0.1:1027/metrics?key=${KEY}" } });
  expect(metricsUrl).toBe("http://127.0.0.1:1027/metrics?key=k");
});

test("nobody looks where that is said", async () => {
  expect((await open({ metrics: "none" })).metricsUrl).toBeUndefined();
});

test("what is no address is named", async () => {
  const error = await open({ metrics: { url: "metrics" } }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({ problems: [{ code: "not-a-url", data: { path: "options.metrics.url" } }] });
});

test.each([
  { metrics: { path: "metrics" } },
  { metrics: { path: "/a", url: "http://127.0.0.1/a" } },
  { metrics: false },
])("%j is refused", (options) => {
  const all = { baseUrl: "http://127.0.0.1:1", model: "tiny", ...options };
  expect(servedEndpointOptionsSchema.safeParse(all).success).toBe(false);
});
