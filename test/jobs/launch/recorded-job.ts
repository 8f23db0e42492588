import type { JobEvent, JobObserver } from "../../../src/contract/job-launcher.js";
import type { Finding } from "../../../src/model/finding.js";

/** An observer that keeps all that it is told. */
export interface RecordedJob extends JobObserver {
  readonly events: JobEvent[];
  readonly findings: Finding[];
  /** The output so far. */
  text(): string;
  /** Resolves as soon as an event of this kind was told; those before the event of number `from` do not count. */
  heard(kind: JobEvent["kind"], from?: number): Promise<JobEvent>;
  /** Resolves as soon as the output holds this text. */
  printed(text: string): Promise<void>;
}

export function recordJob(): RecordedJob {
  const events: JobEvent[] = [];
  const findings: Finding[] = [];
  const pieces: Uint8Array[] = [];
  let waiting: (() => boolean)[] = [];
  const text = (): string => Buffer.concat(pieces).toString("utf8");
  const look = (): void => {
    waiting = waiting.filter((isDone) => !isDone());
  };
  const when = <Found>(find: () => Found | undefined): Promise<Found> =>
    new Promise((resolve) => {
      waiting.push(() => {
        const found = find();
        if (found !== undefined) resolve(found);
        return found !== undefined;
      });
      look();
    });
  return {
    events,
    findings,
    text,
    heard: (kind, from = 0) => when(() => events.slice(from).find((event) => event.kind === kind)),
    printed: async (wanted) => {
      await when(() => (text().includes(wanted) ? true : undefined));
    },
    event: (event) => {
      events.push(event);
      look();
    },
    output: (bytes) => {
      pieces.push(bytes);
      look();
    },
    report: (finding) => findings.push(finding),
  };
}
