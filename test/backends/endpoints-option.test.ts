import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { joinDescriptions } from "../../src/backends/describe-endpoints.js";
import { createInstantService } from "../../src/backends/null/instant-service.js";
import { openServedEndpoint } from "../../src/backends/open-served-endpoint.js";
import { servedEndpointOptionsSchema } from "../../src/backends/served-endpoint-options.js";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { InputError, MeasurementError } from "../../src/model/errors.js";
import { startOpenAiServer } from "../../src/simulation/openai-server/openai-server.js";
import { readSystem } from "../../src/suite/read-system.js";
import { openRequest } from "./open-request.js";

const clock = createMonotonicClock();
const schema = { name: "gpu", optionsSchema: servedEndpointOptionsSchema };

async function serve(model = "tiny", version = "1"): Promise<string> {
  const server = await startOpenAiServer({ service: createInstantService(1), model, version, clock });
  onTestFinished(() => server.close());
  return server.baseUrl;
}

function open(options: object, environment: Record<string, string> = {}) {
  const request = openRequest(schema, { model: "tiny", ...options }, { clock, lifecycle: "attached", environment });
  return openServedEndpoint(request);
}

/** Codes of what the schema refuses, with where. */
function refusals(options: object): readonly (readonly [string, unknown])[] {
  const { error } = servedEndpointOptionsSchema.safeParse({ model: "tiny", ...options });
  return (error?.issues ?? []).map((issue) => [
    issue.path.join("."),
    issue.code === "custom" ? issue.params?.["code"] : issue.code,
  ]);
}

test("several servers are one system, each with its name, headers and metrics page", async () => {
  const [first, second] = [await serve(), await serve()];
  const { endpoint, describe } = await open(
    {
      endpoints: [
        { name: "rack-a", baseUrl: `${first}/` },
        { baseUrl: second, headers: { key: `\${KEY}` }, metrics: "none" },
      ],
      headers: { all: "x" },
      balance: "least-outstanding",
    },
    { KEY: "k" },
  );
  const shared = { model: "tiny", usage: "final" };
  expect(endpoint).toEqual({
    balance: "least-outstanding",
    endpoints: [
      { ...shared, name: "rack-a", baseUrl: first, headers: { all: "x" }, metricsUrl: `${first}/metrics` },
      { ...shared, baseUrl: second, headers: { all: "x", key: "k" }, metricsUrl: undefined },
    ],
  });
  expect(await describe()).toMatchObject({ endpoints: 2, balance: "least-outstanding", serverVersion: "1" });
});

test("each of them must be there and serve the model; the first that does not is named", async () => {
  const [good, other] = [await serve(), await serve("other")];
  const endpoints = [
    { baseUrl: good },
    { name: "rack-b", baseUrl: other },
    { name: "rack-c", baseUrl: "http://127.0.0.1:9" },
  ];
  const error = await open({ endpoints }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(MeasurementError);
  expect(error).toMatchObject({ finding: { code: "model-not-served", data: { url: `rack-b (${other})` } } });
});

test("what is no address is named with its place, all of them at once", async () => {
  const endpoints = [{ baseUrl: "here" }, { baseUrl: "http://127.0.0.1:1", metrics: { url: "there" } }];
  const error = await open({ endpoints }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(InputError);
  expect(error).toMatchObject({
    problems: [
      { code: "not-a-url", data: { path: "options.endpoints[0].baseUrl" } },
      { code: "not-a-url", data: { path: "options.endpoints[1].metrics.url" } },
    ],
  });
});

test("the schema refuses what cannot be meant", () => {
  const a = { name: "a", baseUrl: "http://127.0.0.1:1" };
  const b = { name: "b", baseUrl: "http://127.0.0.1:2" };
  expect(refusals({ endpoints: [a, b] })).toEqual([]);
  expect(refusals({ endpoints: [a, b], baseUrl: a.baseUrl })).toEqual([["endpoints", "endpoints-beside-base-url"]]);
  expect(refusals({ endpoints: [a, b], command: ["server"] })).toEqual([["endpoints", "endpoints-of-command"]]);
  expect(refusals({ endpoints: [a, { ...b, name: "a" }, { ...a, name: "c" }] })).toEqual([
    ["endpoints.1.name", "endpoint-name-repeated"],
    ["endpoints.2.baseUrl", "endpoint-address-repeated"],
  ]);
  expect(refusals({ endpoints: [] }).map(([path]) => path)).toEqual(["endpoints"]);
  expect(refusals({ endpoints: [{ ...a, name: "10.0.0.1" }] })).toEqual([["endpoints.0.name", "invalid_format"]]);
  expect(refusals({ endpoints: [a], balance: "random" }).map(([path]) => path)).toEqual(["balance"]);
});

test("one metrics page is not counted once for each endpoint", () => {
  const endpoints = [{ baseUrl: "http://127.0.0.1:1" }, { baseUrl: "http://127.0.0.1:2" }];
  const metrics = { url: "http://127.0.0.1:3/metrics" };
  expect(refusals({ endpoints, metrics })).toEqual([["metrics.url", "metrics-url-shared"]]);
  expect(refusals({ endpoints: [endpoints[0], { ...endpoints[1], metrics: "none" }], metrics })).toEqual([]);
});

test("servers that differ are told apart in the system's description", () => {
  const described = [{ serverVersion: "1", owner: "x" }, { serverVersion: "2", owner: "x" }, { serverVersion: "2" }];
  expect(joinDescriptions(described)).toEqual({ serverVersion: "1 / 2 / 2", owner: "x / x / -" });
});

test("the file that docs/endpoints.md shows is a system of three endpoints", async () => {
  const file = fileURLToPath(new URL("../examples/three-super-nodes.yaml", import.meta.url));
  const { options, spec, variables } = await readSystem(file, createVocabulary());
  expect(options).toMatchObject({ endpoints: [{ name: "hall-a" }, { name: "hall-b" }, { name: "hall-c" }] });
  expect(spec.accelerators).toMatchObject({ unit: "super-node", count: 3 });
  expect(variables.map(({ name }) => name)).toEqual(["HALL_A", "HALL_B", "HALL_C", "HALL_C_METRICS"]);
});
