import { z } from "zod";

const machine = z.object({
  cpuModel: z.string(),
  cpuCount: z.number(),
  nodeVersion: z.string(),
  tokwattVersion: z.string(),
});

/** Why no more was tried: the client or the server was its core's limit, or the highest load that is tried was held. */
const LIMITED_BY = ["client", "server", "nothing"] as const;

const ceiling = z.object({
  /** The most per second that the client held while its self-check stayed valid. */
  perSecond: z.number().min(0),
  limitedBy: z.enum(LIMITED_BY),
});

const addedLatency = z.object({
  /** Of the ceiling of events. */
  share: z.number(),
  eventsPerSecond: z.number(),
  /** Reported minus the server's own stamps, over all requests and gaps of the load. */
  ttftP50Ms: z.number(),
  ttftP99Ms: z.number(),
  /** Percentile of the reported gaps minus the same percentile of the server's own. */
  itlP50Ms: z.number(),
  itlP99Ms: z.number(),
});

const calibration = z.object({
  machine,
  workers: z.int().min(1),
  calibratedAt: z.string(),
  transport: z.string(),
  /** Requests of one token each, instantly answered. */
  requests: ceiling,
  /** Events of streams, each written by itself. */
  events: ceiling,
  added: z.array(addedLatency).readonly(),
});

/** `results/calibration.json`: one calibration a machine and number of workers. */
export const calibrationSchema = z.object({
  format: z.literal("tokwatt.calibration"),
  version: z.literal(1),
  calibrations: z.array(calibration),
});

export type CalibrationFile = Readonly<z.output<typeof calibrationSchema>>;
export type Calibration = Readonly<z.output<typeof calibration>>;
export type Machine = Readonly<z.output<typeof machine>>;
export type Ceiling = Readonly<z.output<typeof ceiling>>;
export type AddedLatency = Readonly<z.output<typeof addedLatency>>;
