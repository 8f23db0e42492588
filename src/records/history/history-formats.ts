import type { HistoryEntry, HistoryEvent } from "../../model/history.js";
import type { NoiseEntry } from "../../model/noise.js";
import type { VersionedFormat } from "../migrate.js";
import { noiseSchema } from "../schema/history-noise-schema.js";
import { historyEntrySchema, historyEventSchema } from "../schema/history-schema.js";
import { validate } from "../validate.js";

export const entryFormat: VersionedFormat<HistoryEntry> = {
  name: "tokwatt.history",
  versions: new Map([[1, (value) => validate(historyEntrySchema, value)]]),
};

export const eventFormat: VersionedFormat<HistoryEvent> = {
  name: "tokwatt.history-event",
  versions: new Map([[1, (value) => validate(historyEventSchema, value)]]),
};

export const noiseFormat: VersionedFormat<NoiseEntry> = {
  name: "tokwatt.noise",
  versions: new Map([[1, (value) => validate(noiseSchema, value)]]),
};
