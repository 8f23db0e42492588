import type { PowerSink, PowerSource } from "../contract/power-source.js";
import { warning } from "../model/finding.js";
import { NS_PER_SECOND } from "../model/time.js";
import { awaitFirstReadings } from "./followed/first-readings.js";
import { type FollowedSession, type FollowedSessionOptions, startSession } from "./followed/session.js";
import { createStreamDevices } from "./followed/stream-devices.js";
import { watchSession } from "./followed/watch-session.js";
import { paceFindings, unparsedFindings } from "./telemetry-findings.js";

export interface FollowedSourceOptions extends FollowedSessionOptions {
  readonly signal: AbortSignal;
}

/** A driver that nothing keeps loaded takes seconds to wake; a tool that walks over many devices needs some intervals. */
const START_SECONDS = 10;
const SILENCE_SECONDS = 5;
const INTERVALS = 5;

/**
 * A power source that listens to one long-lived command, line by line. `start` resolves when each device of the plan has
 * shown itself, with or without watts; it throws what `awaitFirstReadings` throws. From then on a command that dies or
 * falls silent is named and started again (`watchSession`), and a device that the command passes over is named and has
 * missing readings.
 */
export function createFollowedSource(options: FollowedSourceOptions): PowerSource {
  const { id, command, format, intervalNs, clock, signal } = options;
  const startLimitNs = Math.max(START_SECONDS * NS_PER_SECOND, INTERVALS * intervalNs);
  const silenceNs = Math.max(SILENCE_SECONDS * NS_PER_SECOND, INTERVALS * intervalNs);
  const stopping = new AbortController();
  const sessions: FollowedSession[] = [];
  let report: PowerSink["report"] = () => {};
  const devices = createStreamDevices(options, silenceNs, (finding) => report(finding));
  let watching: Promise<void> | undefined;

  const begin = (sink: PowerSink): FollowedSession => {
    devices.restart(clock.nowNs());
    const session = startSession(options, sink, sessions.length + 1, devices.hear);
    sessions.push(session);
    return session;
  };
  const reportEnd = (): void => {
    devices.end();
    const restarts = sessions.length - 1;
    if (restarts > 0) report(warning("telemetry-restarted", { source: id, command: command[0], restarts }));
    const parsers = sessions.map(({ parser }) => parser);
    const readings = devices.traces.heldBack();
    if (readings > 0) report(warning("telemetry-held-back", { source: id, command: command[0], readings }));
    const findings = [
      ...unparsedFindings(id, format.name, parsers),
      ...paceFindings(id, intervalNs, devices.traces.slowestIntervalNs()),
    ];
    for (const finding of findings) report(finding);
  };

  return {
    id,
    start: async (sink) => {
      report = sink.report;
      const session = begin(sink);
      try {
        await awaitFirstReadings({ id, command, session, devices, limitNs: startLimitNs, clock, signal });
        devices.traces.open(sink);
      } catch (error) {
        // The first error is the one to tell; what cannot be ended is told by `stop`.
        await session.stop().catch(() => {});
        throw error;
      }
      const watched = { id, command, devices, silenceNs, startLimitNs, clock, report, stopping: stopping.signal };
      watching = watchSession({ ...watched, restart: () => begin(sink) }, session);
      // What goes wrong in it is told by `stop`, which may be called much later.
      watching.catch(() => {});
    },
    stop: async () => {
      stopping.abort();
      try {
        await watching;
        await sessions.at(-1)?.stop();
      } finally {
        reportEnd();
      }
    },
  };
}
