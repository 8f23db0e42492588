import type { Clock } from "../../../src/contract/clock.js";
import type { Job, JobEvent, JobLauncher, JobObserver, JobOutcome } from "../../../src/contract/job-launcher.js";
import { MeasurementError } from "../../../src/model/errors.js";
import type { Finding } from "../../../src/model/finding.js";

/** What happens to a job at a time, in seconds after it was launched. */
export type FakeMoment = { readonly at: number } & (
  | { readonly kind: "started"; readonly nodes: readonly string[] }
  | { readonly kind: "pending" | "requeued"; readonly reason: string }
  | { readonly kind: "prints"; readonly text: string; readonly withinSeconds?: number }
  | { readonly kind: "reports"; readonly finding: Finding }
  | { readonly kind: "ends"; readonly outcome: JobOutcome; readonly detail: string }
  | { readonly kind: "is-lost"; readonly finding: Finding }
);

export interface FakeLauncher extends JobLauncher {
  /** What was asked of it, in order: `launch NAME`, `attach TICKET`, `cancel`. */
  readonly asked: readonly string[];
}

export interface FakeOptions {
  readonly clock: Clock;
  readonly launched: readonly FakeMoment[];
  /** What an earlier process left behind; absent: jobs do not outlive their launcher. */
  readonly attached?: readonly FakeMoment[];
  readonly beside?: Job["beside"];
  readonly cancelFails?: Finding;
}

/** A launcher whose jobs do what a script says, on a clock. */
export function createFakeLauncher({ clock, launched, attached, beside, cancelFails }: FakeOptions): FakeLauncher {
  const asked: string[] = [];
  const follow = (moments: readonly FakeMoment[], observer: JobObserver): Job => {
    const startNs = clock.nowNs();
    const cancels: (() => void)[] = [];
    let settle: (end: Extract<JobEvent, { kind: "ended" }>) => void = () => {};
    let lose: (error: unknown) => void = () => {};
    let hasEnded = false;
    const ended = new Promise<Extract<JobEvent, { kind: "ended" }>>((resolve, reject) => {
      settle = resolve;
      lose = reject;
    });
    ended.catch(() => {});
    const end = (outcome: JobOutcome, detail: string): void => {
      if (hasEnded) return;
      hasEnded = true;
      for (const cancel of cancels) cancel();
      const event = { kind: "ended", atNs: clock.nowNs(), outcome, detail } as const;
      observer.event(event);
      settle(event);
    };
    const happen = (moment: FakeMoment): void => {
      const atNs = clock.nowNs();
      if (moment.kind === "prints") {
        observer.output(Buffer.from(moment.text), atNs, (moment.withinSeconds ?? 0) * 1e9);
      } else if (moment.kind === "reports") observer.report(moment.finding);
      else if (moment.kind === "ends") end(moment.outcome, moment.detail);
      else if (moment.kind === "is-lost") lose(new MeasurementError(moment.finding));
      else if (moment.kind === "started") observer.event({ kind: "started", atNs, nodes: moment.nodes });
      else observer.event({ kind: moment.kind, atNs, reason: moment.reason });
    };
    for (const moment of moments) {
      cancels.push(clock.schedule(startNs + moment.at * 1e9, () => happen(moment)));
    }
    return {
      ticket: "fake 7",
      ended,
      ...(beside === undefined ? {} : { beside }),
      cancel: async () => {
        asked.push("cancel");
        if (cancelFails !== undefined) throw new MeasurementError(cancelFails);
        end("cancelled", "by tokwatt");
        await ended;
      },
    };
  };
  return {
    id: "fake",
    asked,
    launch: async ({ name }, observer) => {
      asked.push(`launch ${name}`);
      return follow(launched, observer);
    },
    ...(attached === undefined
      ? {}
      : {
          attach: async (ticket, _request, observer) => {
            asked.push(`attach ${ticket}`);
            return follow(attached, observer);
          },
        }),
  };
}
