import type { OpenRequest } from "../contract/backend-adapter.js";
import type { DeclaredMeter, PowerSource, PowerSourceDefinition } from "../contract/power-source.js";
import { expandVariables } from "./expand-variables.js";
import { type ServedEndpointOptions, servedEndpointOptionsSchema } from "./served-endpoint-options.js";

/** Options of a served endpoint, and of the meter of the accelerators behind it. */
export type MeteredEndpointOptions<Telemetry> = ServedEndpointOptions & {
  readonly telemetry?: Telemetry | undefined;
};

/** The options of a served endpoint, with those of `meter` as `telemetry`. Without it the adapter meters no power. */
export function meteredEndpointSchema<Telemetry>(meter: PowerSourceDefinition<Telemetry>) {
  const telemetry = meter.optionsSchema
    .optional()
    .describe(
      `Meters the accelerators as the power source \`${meter.name}\` does, those of a training job on its nodes; absent: no power is metered here.`,
    );
  return servedEndpointOptionsSchema.safeExtend({ telemetry });
}

/** The meter of a request, for one run; none where the options have no `telemetry`. */
export function openMeter<Telemetry>(
  meter: PowerSourceDefinition<Telemetry>,
  request: OpenRequest<MeteredEndpointOptions<Telemetry>>,
): readonly PowerSource[] {
  const { options, clock, signal, environment } = request;
  if (options.telemetry === undefined) return [];
  return [meter.create(expandVariables(options.telemetry, environment), { clock, signal, environment })];
}

/** What the meter of these options will read; nothing where they have no `telemetry`. */
export function declaredMeters<Telemetry>(
  meter: PowerSourceDefinition<Telemetry>,
  { telemetry }: Pick<MeteredEndpointOptions<Telemetry>, "telemetry">,
): readonly DeclaredMeter[] {
  return telemetry === undefined ? [] : (meter.meters?.(telemetry) ?? []);
}
