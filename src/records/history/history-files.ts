/** Names inside a history folder. */
export const SERIES_FOLDER = "series";
export const FINGERPRINTS_FOLDER = "fingerprints";
export const EVENTS_FILE = "events.jsonl";
export const NOISE_FILE = "noise.jsonl";
export const LOCK_FILE = "history.lock";
export const ATTRIBUTES_FILE = ".gitattributes";

/** Two branches that both appended are merged by keeping the lines of both: the reader needs no order and drops repetitions. */
export const ATTRIBUTES = "*.jsonl merge=union\n";

/** Where the entries of one cell stand. Ids come from records, which others may have written: no path is made of them. */
export function seriesFile(systemId: string, workloadId: string): string {
  const name = `${systemId}--${workloadId}`.replace(/[^A-Za-z0-9._-]/g, "_");
  return `${SERIES_FOLDER}/${name}.jsonl`;
}

export function fingerprintFile(hash: string): string {
  return `${FINGERPRINTS_FOLDER}/${hash}.json`;
}
