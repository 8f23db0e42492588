import { z } from "zod";
import { BALANCES } from "../contract/endpoint.js";
import { identifier } from "../suite/field-schemas.js";

export const metricsSchema = z.union([
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

/** Where an engine shows its metrics, as a system file says it. */
export type MetricsOption = z.output<typeof metricsSchema>;

const endpointSchema = z.strictObject({
  name: identifier
    .optional()
    .describe("What reports call it; never an address. Absent: `endpoint-1`, `endpoint-2`, ... by its place."),
  baseUrl: z.string().min(1).describe("Its address without `/v1`, e.g. `http://127.0.0.1:8000`."),
  headers: z.record(z.string(), z.string()).default({}).describe("Sent to it beside the `headers` of all."),
  metrics: metricsSchema
    .optional()
    .describe("Where its engine shows its metrics; absent: as `metrics` says it for all of them."),
});

export type EndpointOption = z.output<typeof endpointSchema>;

const CUSTOM = { code: "custom" } as const;

/** Several servers that are driven as one system. Two of one name or of one address are mistakes. */
export const endpointsSchema = z
  .array(endpointSchema)
  .min(1)
  .superRefine((endpoints, context) => {
    endpoints.forEach(({ name = "", baseUrl }, index) => {
      const [sameName, sameAddress] = [
        endpoints.findIndex((other) => other.name === name),
        endpoints.findIndex((other) => other.baseUrl === baseUrl),
      ];
      if (sameName >= 0 && sameName < index) {
        const params = { code: "endpoint-name-repeated", name, first: sameName + 1 };
        context.addIssue({ ...CUSTOM, path: [index, "name"], params });
      }
      if (sameAddress < index) {
        const params = { code: "endpoint-address-repeated", first: sameAddress + 1 };
        context.addIssue({ ...CUSTOM, path: [index, "baseUrl"], params });
      }
    });
  });

export const balanceSchema = z
  .enum(BALANCES)
  .default("round-robin")
  .describe(
    "Which of several endpoints a request goes to: in turn, or the one with the fewest requests under way (as each worker of the load generator sees it).",
  );
