import { z } from "zod";
import { apiKeySchema } from "./api-key.js";
import {
  balanceSchema,
  type EndpointOption,
  endpointsSchema,
  type MetricsOption,
  metricsSchema,
} from "./endpoint-options.js";
import { mentionsVariable } from "./expand-variables.js";

const readinessSchema = z.strictObject({
  path: z.string().startsWith("/").default("/health").describe("Path that answers with a 2xx status once it is ready."),
  timeoutSeconds: z.number().positive().default(900).describe("How long the server may take, in seconds."),
  intervalSeconds: z.number().positive().default(1).describe("Time between two looks, in seconds."),
});

const endpointFields = {
  baseUrl: z
    .string()
    .min(1)
    .optional()
    .describe("Address without `/v1`, e.g. `http://127.0.0.1:8000`; may be absent where the command takes PORT."),
  endpoints: endpointsSchema
    .optional()
    .describe("Several servers that are driven as one system, in place of `baseUrl`; for the lifecycle `attached`."),
  balance: balanceSchema,
  model: z
    .string()
    .min(1)
    .optional()
    .describe("Name of the model as the server knows it; absent where a system only trains."),
  headers: z.record(z.string(), z.string()).default({}).describe("Sent with every request."),
  apiKey: apiKeySchema.optional(),
  tokenizer: z
    .string()
    .min(1)
    .optional()
    .describe(
      "A `tokenizer.json` of the model, relative to this file: counts the tokens of prompts where the server cannot.",
    ),
  usage: z
    .enum(["final", "continuous"])
    .default("final")
    .describe("`continuous` asks the server to count tokens in every event; not every engine can."),
  command: z
    .array(z.string())
    .min(1)
    .optional()
    .describe("Program and arguments that start the server, for the lifecycle `restart`; no shell reads them."),
  env: z.record(z.string(), z.string()).default({}).describe("Added to the environment of the command."),
  readiness: readinessSchema.prefault({}).describe("How to see that a started server is ready."),
  metrics: metricsSchema
    .default({ path: "/metrics" })
    .describe(
      "Where the engine shows its metrics in Prometheus' text form: `path`, `url`, or `none` not to look. Asked with `headers`.",
    ),
  stopGraceSeconds: z
    .number()
    .min(0)
    .default(30)
    .describe("How long a started server may take to end after SIGTERM, before it is killed."),
};

/** The options of a system that says nothing of an endpoint. */
const NO_ENDPOINT: Readonly<Record<string, unknown>> = z.object(endpointFields).parse({});

/**
 * Options of a system behind an OpenAI-compatible endpoint, or behind several that are one system. `${NAME}` in any text
 * stands for an environment variable, and `${PORT}` in a started command's options for a free port of the loopback address.
 *
 * All of them may be absent: the system trains and serves nothing. As soon as one of them says something, the others that an
 * endpoint needs must be there.
 */
export const servedEndpointOptionsSchema = z
  .strictObject(endpointFields)
  .refine((options) => options.model !== undefined || !namesEndpoint(options), {
    path: ["model"],
    params: { code: "missing-key", key: "model", expected: "text" },
    when: () => true,
  })
  .refine(
    (options) => {
      const { baseUrl, endpoints, command } = options;
      const isKnown = baseUrl !== undefined || endpoints !== undefined || mentionsVariable(command, "PORT");
      return isKnown || !namesEndpoint(options);
    },
    { path: ["baseUrl"], params: { code: "base-url-missing", hint: "base-url-or-port" }, when: () => true },
  )
  .refine(({ baseUrl, endpoints }) => baseUrl === undefined || endpoints === undefined, {
    path: ["endpoints"],
    params: { code: "endpoints-beside-base-url", hint: "endpoints-or-base-url" },
    when: () => true,
  })
  .refine(({ apiKey, headers }) => apiKey === undefined || !namesAuthorization(headers), {
    path: ["apiKey"],
    params: { code: "api-key-beside-header", hint: "api-key-or-header" },
  })
  .refine(({ command, endpoints }) => command === undefined || endpoints === undefined, {
    path: ["endpoints"],
    params: { code: "endpoints-of-command", hint: "endpoints-attached" },
    when: () => true,
  })
  .refine(({ endpoints = [], metrics }) => !isCountedTwice(metrics, endpoints), {
    path: ["metrics", "url"],
    params: { code: "metrics-url-shared", hint: "metrics-of-each" },
  });

/** Whether any option says more of an endpoint than its default does. */
function namesEndpoint(options: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(endpointFields).some((key) => JSON.stringify(options[key]) !== JSON.stringify(NO_ENDPOINT[key]));
}

function namesAuthorization(headers: Readonly<Record<string, string>>): boolean {
  return Object.keys(headers).some((name) => name.toLowerCase() === "authorization");
}

/** Whether several endpoints would be read from one page, which would then count once for each of them. */
function isCountedTwice(metrics: MetricsOption, endpoints: readonly EndpointOption[]): boolean {
  const isOnePage = metrics !== "none" && "url" in metrics;
  return isOnePage && endpoints.filter((endpoint) => endpoint.metrics === undefined).length > 1;
}

export type ServedEndpointOptions = z.output<typeof servedEndpointOptionsSchema>;

/** Options that say which model is asked for: those of a system that serves. */
export type ServingOptions = ServedEndpointOptions & { readonly model: string };

/** Options that are paths of files. */
export const SERVED_ENDPOINT_FILES: readonly string[] = ["apiKey.file", "tokenizer"];

/** Variables that `openServedEndpoint` fills itself. */
export const SERVED_ENDPOINT_VARIABLES: readonly string[] = ["PORT"];
