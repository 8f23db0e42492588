import { type Clock, sleepUntil } from "../contract/clock.js";
import type { EngineSample } from "../model/engine-series.js";
import type { Finding } from "../model/finding.js";
import type { RawLogHeader } from "../model/raw-log.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { readEnginePage } from "./engine-values.js";
import { type HttpAnswer, isSuccess } from "./http-exchange.js";
import { createLookTally } from "./look-tally.js";
import { createPageLog, type PageLog } from "./page-log.js";

/** The part of a run writer that a monitor needs. */
export interface EngineWriter {
  engine(sample: EngineSample): void;
  openRaw(header: RawLogHeader): PageLog;
  finding(finding: Finding): void;
}

export interface EngineMonitorOptions {
  /** Asks for the page once; rejects where nobody answers, and may be given up by the signal. */
  readonly readPage: (signal: AbortSignal) => Promise<HttpAnswer>;
  /** Address of the page, for people. */
  readonly url: string;
  readonly intervalNs: Nanoseconds;
  readonly clock: Clock;
  readonly writer: EngineWriter;
}

/** Looks at an engine's metrics page over a run. What goes wrong is a finding, never an error of the run. */
export interface EngineMonitor {
  /** Resolves after the first look, which is therefore before whatever is started next. */
  start(): Promise<void>;
  /**
   * Ends the looks and reports; may be called once, also without a start.
   *
   * @param lastLook whether to look once more: pointless at a system that died, and a delay for somebody who interrupts
   */
  stop(lastLook: boolean): Promise<void>;
}

/** A page that is not there after this long is taken as not answered. */
const LOOK_LIMIT_NS = 5 * NS_PER_SECOND;

/** Looks are stamped when they are done; an exact timer would cost the load generator processor time. */
const LEEWAY_NS = NS_PER_MILLISECOND;

/** How often and how far apart the last look is repeated while requests are still running, as those cut just now are. */
const LAST_LOOKS = 5;
const LAST_LOOK_INTERVAL_NS = 200 * NS_PER_MILLISECOND;

export function createEngineMonitor(options: EngineMonitorOptions): EngineMonitor {
  const { clock, intervalNs, writer, url } = options;
  const stopping = new AbortController();
  const abandoned = new AbortController();
  const pages = createPageLog(writer, url);
  const tally = createLookTally(url);
  let polling: Promise<void> | undefined;

  const look = async (): Promise<EngineSample | undefined> => {
    const startNs = clock.nowNs();
    const answer = await readWithin(options, startNs + LOOK_LIMIT_NS, abandoned.signal);
    if (abandoned.signal.aborted) return undefined;
    const atNs = clock.nowNs();
    if (typeof answer === "string") return tally.failed(answer);
    if (!isSuccess(answer)) return tally.refused(answer);
    const withinNs = atNs - startNs;
    pages.append({ atNs, withinNs, text: answer.body });
    const page = readEnginePage(answer.body);
    if (!page.understood) return tally.foreign(answer.body);
    const sample = { atNs, withinNs, values: page.values };
    tally.looked(sample, answer.body);
    writer.engine(sample);
    return sample;
  };

  const lookOn = async (firstNs: Nanoseconds): Promise<void> => {
    for (;;) {
      // From the first look on, so that late looks do not add up; instants that a slow look slept through are left out.
      const ticks = Math.floor((clock.nowNs() - firstNs) / intervalNs) + 1;
      await sleepUntil(clock, firstNs + ticks * intervalNs, stopping.signal, LEEWAY_NS);
      if (stopping.signal.aborted) return;
      await look();
    }
  };

  const lookLast = async (): Promise<void> => {
    for (let looks = 1; ; looks += 1) {
      const values = (await look())?.values;
      const isBusy = (values?.requestsRunning ?? 0) + (values?.requestsWaiting ?? 0) > 0;
      if (!isBusy || looks === LAST_LOOKS) return;
      await sleepUntil(clock, clock.nowNs() + LAST_LOOK_INTERVAL_NS);
    }
  };

  return {
    start: async () => {
      const firstNs = clock.nowNs();
      await look();
      if (tally.isAbsent() || stopping.signal.aborted) return;
      polling = lookOn(firstNs);
      // What the record refuses is thrown by `stop`, where somebody waits for it.
      polling.catch(() => undefined);
    },
    stop: async (lastLook) => {
      stopping.abort();
      if (!lastLook) abandoned.abort();
      await polling;
      // An engine that did not answer a moment ago would only cost the run its limit again.
      if (lastLook && polling !== undefined && !tally.isFailing()) await lookLast();
      pages.end();
      for (const finding of tally.findings()) writer.finding(finding);
    },
  };
}

/** The answer, or why there is none. */
async function readWithin(
  { readPage, clock }: EngineMonitorOptions,
  limitNs: Nanoseconds,
  abandoned: AbortSignal,
): Promise<HttpAnswer | string> {
  const limit = new AbortController();
  const cancel = clock.schedule(limitNs, () => limit.abort(), LEEWAY_NS);
  try {
    return await readPage(AbortSignal.any([limit.signal, abandoned]));
  } catch (error) {
    if (limit.signal.aborted) return `> ${LOOK_LIMIT_NS / NS_PER_SECOND} s`;
    return error instanceof Error ? error.message : String(error);
  } finally {
    cancel();
  }
}
