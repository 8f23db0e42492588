import type { AddedLatency, Calibration, Ceiling } from "../../records/calibration.js";
import { machineOf } from "../../records/calibration.js";
import { readEnvironment } from "../environment.js";
import { findCeiling, type Probe } from "./find-ceiling.js";
import { type ProbedLoad, type ProbeSurroundings, probeLoad } from "./probe-load.js";
import { eventsWorkload, requestsWorkload } from "./probe-workloads.js";

/** What is being looked for, for whoever watches. */
export interface CalibrationStep {
  readonly of: "requests" | "events" | "latency";
  readonly perSecond: number;
  readonly isHeld: boolean;
}

export interface CalibrateOptions extends ProbeSurroundings {
  readonly calibratedAt: string;
  readonly observe: (step: CalibrationStep) => void;
}

/** Loads at which the client's own part of the latencies is looked at, as shares of its ceiling of events. */
const SHARES = [0.1, 0.25, 0.5, 0.75] as const;
/** A probe is held when as much of the offered load came about. */
const ACHIEVED_SHARE = 0.95;

const FIRST_REQUESTS_PER_SECOND = 1000;
const MOST_REQUESTS_PER_SECOND = 128_000;
const FIRST_EVENTS_PER_SECOND = 10_000;
const MOST_EVENTS_PER_SECOND = 2_560_000;

/** Pace of a user's tokens, and how many users there are at most: beyond that the pace rises. */
const TOKENS_PER_USER_SECOND = 50;
const MOST_STREAMS = 500;

/**
 * Finds how much this machine's load generator can carry, by driving a server that answers at once or at known instants
 * with more and more load, and what it adds to the latencies that it reports.
 *
 * @throws MeasurementError where a probe cannot be run
 */
export async function calibrate(options: CalibrateOptions): Promise<Calibration> {
  const { workers, observe } = options;
  let transport = "";
  const tell = (of: CalibrationStep["of"], probe: Probe): Probe => {
    observe({ of, perSecond: probe.offered, isHeld: probe.isHeld });
    return probe;
  };
  const requests = await findCeiling({
    start: FIRST_REQUESTS_PER_SECOND * workers,
    most: MOST_REQUESTS_PER_SECOND * workers,
    probe: async (perSecond) => {
      const workload = requestsWorkload(perSecond, options.seconds);
      const probed = await probeLoad({ pace: "instant" }, workload, options);
      return tell("requests", toProbe(perSecond, probed, probed.client?.achievedRequestsPerSecond));
    },
  });
  const events = await findCeiling({
    start: FIRST_EVENTS_PER_SECOND * workers,
    most: MOST_EVENTS_PER_SECOND * workers,
    probe: async (perSecond) => {
      const probed = await probeEvents(perSecond, options);
      transport = probed.client?.transport ?? transport;
      return tell("events", toProbe(perSecond, probed, probed.client?.eventsPerSecond));
    },
  });
  const added = await addedLatencies(events, options);
  const machine = machineOf(readEnvironment());
  return { machine, workers, calibratedAt: options.calibratedAt, transport, requests, events, added };
}

function probeEvents(perSecond: number, options: CalibrateOptions): Promise<ProbedLoad> {
  const streams = Math.max(1, Math.min(MOST_STREAMS * options.workers, Math.ceil(perSecond / TOKENS_PER_USER_SECOND)));
  const gapMs = (streams / perSecond) * 1e3;
  return probeLoad({ pace: "spread", ttftMs: gapMs, gapMs }, eventsWorkload(streams, gapMs, options.seconds), options);
}

async function addedLatencies({ perSecond }: Ceiling, options: CalibrateOptions): Promise<readonly AddedLatency[]> {
  const added: AddedLatency[] = [];
  for (const share of SHARES) {
    if (perSecond === 0) return added;
    const { client, fidelity, validity } = await probeEvents(share * perSecond, options);
    options.observe({ of: "latency", perSecond: share * perSecond, isHeld: validity !== "invalid" });
    if (fidelity === undefined) continue;
    const { ttftError, gaps, trueGaps } = fidelity;
    added.push({
      share,
      eventsPerSecond: client?.eventsPerSecond ?? 0,
      ttftP50Ms: ttftError.p50Ms,
      ttftP99Ms: ttftError.p99Ms,
      itlP50Ms: gaps.p50Ms - trueGaps.p50Ms,
      itlP99Ms: gaps.p99Ms - trueGaps.p99Ms,
    });
  }
  return added;
}

function toProbe(offered: number, { validity, failed, serverCpuShare }: ProbedLoad, achieved = 0): Probe {
  const isHeld = validity !== "invalid" && failed === 0 && achieved >= ACHIEVED_SHARE * offered;
  return { offered, achieved, isHeld, serverCpuShare };
}
