import { z } from "zod";
import { BOUNDARIES, type Bridge } from "../../model/boundary.js";
import {
  ACCELERATOR_UNITS,
  type Accelerators,
  CHIP_KINDS,
  LIFECYCLES,
  type Serving,
  type Speculation,
  type SystemPower,
  type SystemSpec,
  type Topology,
} from "../../model/system.js";
import { type FieldSchemas, localizedText } from "./field-schemas.js";
import { trainingSystemSchema } from "./training-system-schema.js";

export const boundary = z.enum(BOUNDARIES);

const bridge = z.object({
  from: boundary,
  to: boundary,
  wattsLow: z.number(),
  wattsHigh: z.number(),
  source: z.string(),
} satisfies FieldSchemas<Bridge>);

const accelerators = z.object({
  name: z.string(),
  kind: z.enum(CHIP_KINDS).optional(),
  unit: z.enum(ACCELERATOR_UNITS),
  count: z.number(),
} satisfies FieldSchemas<Accelerators>);

const topology = z.object({
  diesPerPackage: z.number(),
  packagesPerNode: z.number(),
  nodes: z.number(),
  superNodes: z.number().optional(),
  scaleUp: z.string().optional(),
  scaleOut: z.string().optional(),
} satisfies FieldSchemas<Topology>);

const speculation = z.object({
  method: z.string(),
  acceptance: z.number().optional(),
} satisfies FieldSchemas<Speculation>);

const serving = z.object({
  model: z.string(),
  precision: z.string(),
  tokenizer: z.string(),
  engine: z.string().optional(),
  speculation: speculation.optional(),
} satisfies FieldSchemas<Serving>);

const power = z.object({
  bridges: z.array(bridge),
  sources: z.array(z.object({ use: z.string(), options: z.unknown() })),
} satisfies FieldSchemas<SystemPower>);

/** A system as a plan keeps it. */
export const systemSchema = z.object({
  id: z.string(),
  title: localizedText,
  adapter: z.string(),
  options: z.unknown(),
  lifecycle: z.enum(LIFECYCLES),
  accelerators,
  topology: topology.optional(),
  serving: serving.optional(),
  training: trainingSystemSchema.optional(),
  power,
  injected: z.object({ slowdown: z.number() }).optional(),
  sources: z.array(z.string()),
  hash: z.string(),
} satisfies FieldSchemas<SystemSpec>);
