import type { RawEntry, RawLogHeader } from "../model/raw-log.js";
import { LOCAL_SHARD } from "../model/run-record.js";

export interface PageLog {
  append(entry: RawEntry): void;
}

/** Name of the format in the header of a log: Prometheus' text form, one page an entry. */
export const PAGE_FORMAT = "prometheus-text";

/** Characters of a page that are kept: several times what an engine with its histograms shows. */
const KEPT_CHARACTERS = 1 << 18;

/** Of all pages that are appended the first and the last, as raw output of the run. */
export function createPageLog(
  writer: { openRaw(header: RawLogHeader): PageLog },
  url: string,
): PageLog & { end(): void } {
  let log: PageLog | undefined;
  let last: RawEntry | undefined;
  return {
    append: (entry) => {
      const kept = { ...entry, text: cut(entry.text) };
      if (log !== undefined) {
        last = kept;
        return;
      }
      const framing = "outputs";
      log = writer.openRaw({ id: "engine-metrics", format: PAGE_FORMAT, framing, origin: [url], shard: LOCAL_SHARD });
      log.append(kept);
    },
    end: () => {
      if (last !== undefined) log?.append(last);
    },
  };
}

/** Whole lines from the beginning, and a comment of the format that says that some are missing. */
function cut(text: string): string {
  if (text.length <= KEPT_CHARACTERS) return text;
  const end = text.lastIndexOf("\n", KEPT_CHARACTERS) + 1;
  return `${text.slice(0, end)}# tokwatt kept ${end} of ${text.length} characters\n`;
}
