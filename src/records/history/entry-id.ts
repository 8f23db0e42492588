import type { HistoryEntry } from "../../model/history.js";
import { hashOf } from "../hash.js";

const ID_DIGITS = 12;

/** What an entry says; its id follows from it. */
export type EntryContent = Omit<HistoryEntry, "format" | "version" | "id">;

/** The content with its format and its id: equal contents have equal ids, wherever they were added. */
export function stampEntry(content: EntryContent): HistoryEntry {
  const stamped = { format: "tokwatt.history", version: 1, ...content } as const;
  return { ...stamped, id: entryIdOf(stamped) };
}

/** Id of an entry as it stands in a file, fields of a newer tokwatt included: an `id` that it has itself is left out. */
export function entryIdOf(value: object): string {
  const { id: _, ...content } = value as { readonly id?: unknown };
  return hashOf(content).slice(0, ID_DIGITS);
}
