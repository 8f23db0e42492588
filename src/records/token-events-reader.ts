import { type Finding, failure } from "../model/finding.js";
import type { RunRecord } from "../model/run-record.js";
import type { TokenEvents } from "../model/token-events.js";
import { BINNED_EVENTS_HEADER, type BinnedShard, binnedEventsOf, decodeBinnedEvents } from "./binned-events-codec.js";
import { hasName } from "./file-header.js";
import type { RecordFiles } from "./record-files.js";
import { labelOf, OLD_TOKENS_FILE, shardOfFile, TOKENS_FOLDER } from "./run-files.js";
import type { Part } from "./run-reader.js";
import { decodeTokenEvents, mergeTokenEvents } from "./token-events-codec.js";

/** The token events of all shards as one: every single one, or their sums. */
export function readTokenEvents(
  directory: string,
  { contents }: RecordFiles,
): Part<Pick<RunRecord, "tokenEvents" | "binnedEvents">> {
  const findings: Finding[] = [];
  const shards: TokenEvents[] = [];
  const full: string[] = [];
  let binned: BinnedShard | undefined;
  for (const [name, bytes] of contents) {
    if (name !== OLD_TOKENS_FILE && !isTokensFile(name)) continue;
    const file = labelOf(directory, name);
    // An empty file is that of a run which was killed in its first moment: nothing is lost.
    if (bytes.length === 0) continue;
    if (hasName(bytes, BINNED_EVENTS_HEADER)) {
      const reading = decodeBinnedEvents(file, bytes, binned);
      binned = reading.shard;
      findings.push(...reading.findings);
    } else {
      const reading = decodeTokenEvents(file, bytes);
      shards.push(reading.events);
      findings.push(...reading.findings);
      full.push(file);
    }
  }
  const tokenEvents = joinShards(shards);
  if (binned === undefined) return { value: { tokenEvents }, findings };
  // Every worker of a run is told the same; the one that did something else cannot be added to the others.
  findings.push(...full.map((file) => failure("token-bins-differ", { file })));
  return { value: { tokenEvents: [], binnedEvents: binnedEventsOf(binned) }, findings };
}

/** A request is one worker's; only a damaged record has events of it in two shards. */
function joinShards(shards: readonly TokenEvents[]): TokenEvents {
  const [first = [], ...others] = shards;
  if (others.length === 0) return first;
  const all = shards.flat();
  const requests = new Set(all.map(({ request }) => request));
  return requests.size === all.length ? all.sort((a, b) => a.request - b.request) : mergeTokenEvents(all);
}

function isTokensFile(name: string): boolean {
  return name.startsWith(`${TOKENS_FOLDER}/`) && shardOfFile(name) !== undefined;
}
