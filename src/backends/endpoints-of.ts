import type { Endpoint, EndpointGroup } from "../contract/endpoint.js";
import { InputError } from "../model/errors.js";
import type { Problem } from "../model/problem.js";
import { rememberHeaderSecrets } from "../records/redaction/known-secrets.js";
import { authorizationOf } from "./api-key.js";
import type { MetricsOption } from "./endpoint-options.js";
import { expandVariables, type Variables } from "./expand-variables.js";
import type { ServingOptions } from "./served-endpoint-options.js";

/** One endpoint as the options have it, before variables are filled in. */
interface GivenEndpoint {
  readonly name?: string | undefined;
  readonly baseUrl: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly metrics: MetricsOption;
  /** Where it stands in the options, for messages. */
  readonly path: string;
}

/**
 * The endpoints that the options of a running system name, in their order.
 *
 * @returns undefined where they name none
 * @throws InputError with all variables that are missing, or all addresses that are none
 */
export function endpointsOf(options: ServingOptions, variables: Variables): EndpointGroup | undefined {
  const { baseUrl, endpoints, metrics, balance } = options;
  if (endpoints !== undefined) {
    const given = endpoints.map((endpoint, index): GivenEndpoint => {
      const path = `options.endpoints[${index}]`;
      return { ...endpoint, name: endpoint.name, metrics: endpoint.metrics ?? metrics, path };
    });
    return { endpoints: build(given, options, variables), balance };
  }
  return baseUrl === undefined ? undefined : { endpoints: [endpointAt(baseUrl, options, variables)], balance };
}

/** The one endpoint of a system whose server stands at `baseUrl`; throws as `endpointsOf` does. */
export function endpointAt(baseUrl: string, options: ServingOptions, variables: Variables): Endpoint {
  const [endpoint] = build([{ baseUrl, headers: {}, metrics: options.metrics, path: "options" }], options, variables);
  return endpoint as Endpoint;
}

function build(given: readonly GivenEndpoint[], options: ServingOptions, variables: Variables): readonly Endpoint[] {
  const { model, headers, tokenizer, usage } = options;
  const { shared, each } = expandVariables({ shared: { model, headers, tokenizer }, each: given }, variables);
  const authorization = authorizationOf(options, variables);
  const endpoints = each.map((one): Endpoint => {
    const baseUrl = one.baseUrl.replace(/\/+$/, "");
    return {
      ...(one.name === undefined ? {} : { name: one.name }),
      baseUrl,
      model: shared.model,
      headers: { ...shared.headers, ...one.headers, ...authorization },
      usage,
      metricsUrl: metricsUrlOf(one.metrics, baseUrl),
      tokenizerFile: shared.tokenizer,
    };
  });
  for (const endpoint of endpoints) rememberHeaderSecrets(endpoint.headers);
  const problems = each.flatMap(({ path, baseUrl, metrics }): readonly Problem[] => {
    const urls = { baseUrl, "metrics.url": metrics !== "none" && "url" in metrics ? metrics.url : baseUrl };
    const wrong = Object.entries(urls).find(([, url]) => !URL.canParse(url));
    return wrong === undefined ? [] : [{ code: "not-a-url", data: { path: `${path}.${wrong[0]}` } }];
  });
  if (problems.length > 0) throw new InputError(problems);
  return endpoints;
}

function metricsUrlOf(metrics: MetricsOption, baseUrl: string): string | undefined {
  if (metrics === "none") return undefined;
  return "url" in metrics ? metrics.url : baseUrl + metrics.path;
}
