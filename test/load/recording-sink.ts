import type { Clock } from "../../src/contract/clock.js";
import type { LoadSink } from "../../src/load/load-sink.js";
import type { Finding } from "../../src/model/finding.js";
import type { RequestSample } from "../../src/model/request-sample.js";
import type { Nanoseconds } from "../../src/model/time.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";

/** Keeps everything that a run hands over, with the instant at which it did. */
export interface RecordingSink extends LoadSink {
  readonly samples: RequestSample[];
  readonly blocks: { readonly atNs: Nanoseconds; readonly block: RequestTokenEvents }[];
  readonly findings: Finding[];
  /** Arrival of each content event of a request, all blocks together. */
  eventTimes(request: number): readonly Nanoseconds[];
}

export function createRecordingSink(clock: Clock): RecordingSink {
  const samples: RequestSample[] = [];
  const blocks: { atNs: Nanoseconds; block: RequestTokenEvents }[] = [];
  const findings: Finding[] = [];
  return {
    samples,
    blocks,
    findings,
    request: (sample) => samples.push(sample),
    tokenEvents: (block) => blocks.push({ atNs: clock.nowNs(), block }),
    finding: (finding) => findings.push(finding),
    eventTimes: (request) =>
      blocks.filter(({ block }) => block.request === request).flatMap(({ block }) => Array.from(block.timesNs)),
  };
}
