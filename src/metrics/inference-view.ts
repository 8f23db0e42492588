import type { InferenceView } from "../contract/metric.js";
import { selectRequests } from "../model/request-list.js";
import type { RunRecord } from "../model/run-record.js";
import type { InferenceWorkload } from "../model/workload.js";
import { binnedOutputTokens } from "./binned-tokens.js";
import { resolveEvents } from "./resolve-events.js";
import type { RunParts } from "./run-parts.js";
import { systemLooks } from "./system-looks.js";
import { windowOutputTokens } from "./window-tokens.js";

export function inferenceView(
  record: RunRecord,
  parts: RunParts & { readonly workload: InferenceWorkload },
): InferenceView {
  const { requests, binnedEvents: binned } = record;
  // The requests of a giant run have their events in the bins, and must not be taken for requests without any.
  const events = binned === undefined ? resolveEvents(requests, record.tokenEvents) : [];
  return {
    ...parts,
    of: "inference",
    requests,
    measured: selectRequests(requests, (request) => request.phase === "measure"),
    events,
    chunks: record.tokenEvents,
    binned,
    outputTokens:
      binned === undefined
        ? windowOutputTokens(events, parts.window)
        : binnedOutputTokens(requests, binned, parts.window),
    engine: systemLooks(record.engine, record.manifest.endpoints?.length ?? 1),
  };
}
