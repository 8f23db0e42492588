import { z } from "zod";
import { mentionsVariable } from "./expand-variables.js";

const readinessSchema = z.strictObject({
  path: z.string().startsWith("/").default("/health").describe("Path that answers with a 2xx status once it is ready."),
  timeoutSeconds: z.number().positive().default(900).describe("How long the server may take, in seconds."),
  intervalSeconds: z.number().positive().default(1).describe("Time between two looks, in seconds."),
});

const metricsSchema = z.union([
  z.literal("none"),
  z.strictObject({
    path: z.string().startsWith("/").describe("Path of the page behind `baseUrl`, e.g. `/prometheus/metrics`."),
  }),
  z.strictObject({
    url: z
      .string()
      .min(1)
      .describe("Address of the page where it has its own port, e.g. `http://127.0.0.1:1027/metrics`."),
  }),
]);

/**
 * Options of a system behind an OpenAI-compatible endpoint. `${NAME}` in any text stands for an environment variable, and
 * `${PORT}` in a started command's options for a free port of the loopback address.
 */
export const servedEndpointOptionsSchema = z
  .strictObject({
    baseUrl: z
      .string()
      .min(1)
      .optional()
      .describe("Address without `/v1`, e.g. `http://127.0.0.1:8000`; may be absent where the command takes PORT."),
    model: z.string().min(1).describe("Name of the model as the server knows it."),
    headers: z.record(z.string(), z.string()).default({}).describe("Sent with every request."),
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
  })
  .refine(({ baseUrl, command }) => baseUrl !== undefined || mentionsVariable(command, "PORT"), {
    path: ["baseUrl"],
    params: { code: "base-url-missing", hint: "base-url-or-port" },
    when: () => true,
  });

export type ServedEndpointOptions = z.output<typeof servedEndpointOptionsSchema>;

/** Variables that `openServedEndpoint` fills itself. */
export const SERVED_ENDPOINT_VARIABLES: readonly string[] = ["PORT"];
