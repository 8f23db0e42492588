import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { Worker } from "node:worker_threads";
import { namedRandom } from "../../contract/random.js";
import type { Nanoseconds } from "../../model/time.js";
import type { MonotonicClock } from "../monotonic-clock.js";

/** Mean time between two probes: fifty a second give a p99 in ten seconds, and cost about a hundredth of a core. */
const MEAN_GAP_MS = 20;

/** Intervals that are drawn beforehand; then they begin again. */
const GAPS = 4096;

/** Bytes of one stamp. */
const STAMP_BYTES = 8;

/** What the thread is given. */
export interface ReceiveProbeTask {
  readonly gapsMs: Float64Array;
}

/** What the thread says when it listens. */
export interface ReceiveProbePort {
  readonly port: number;
}

/**
 * Measures how late this process stamps what it reads. A thread writes the time to a connection on loopback, at random
 * intervals that are in step with nothing; the event loop reads it as it reads the bytes of a server, and takes the
 * difference. What holds up the stamps of events holds these up too.
 */
export interface ReceiveProbe {
  /** Forgets what was seen. */
  start(): void;
  /** Lags since `start`, in nanoseconds. */
  take(): Float64Array;
  close(): Promise<void>;
}

/** Rejects where there is no loopback, no thread to be had. */
export async function openReceiveProbe(clock: MonotonicClock, seed: string): Promise<ReceiveProbe> {
  const thread = new Worker(new URL("./receive-probe-thread.js", import.meta.url), {
    workerData: { gapsMs: drawGaps(seed) } satisfies ReceiveProbeTask,
    execArgv: [],
  });
  let lagsNs: Nanoseconds[] = [];
  const listening: readonly ReceiveProbePort[] = await once(thread, "message");
  const socket = readStamps(listening[0]?.port ?? 0, clock, (lagNs) => lagsNs.push(lagNs));
  // From now on a thread or a connection that fails means fewer probes, and nothing else.
  thread.on("error", () => undefined);
  thread.unref();
  socket.on("error", () => undefined);
  socket.unref();
  return {
    start: () => {
      lagsNs = [];
    },
    take: () => Float64Array.from(lagsNs),
    close: async () => {
      socket.destroy();
      await thread.terminate();
    },
  };
}

/** Connects and reads as the transport does: into one buffer, with the stamp before anything else. */
function readStamps(port: number, clock: MonotonicClock, tell: (lagNs: Nanoseconds) => void): Socket {
  const stamp = Buffer.alloc(STAMP_BYTES);
  let filled = 0;
  return connect({
    host: "127.0.0.1",
    port,
    onread: {
      buffer: new Uint8Array(64 * STAMP_BYTES),
      callback: (length, bytes) => {
        const atNs = clock.nowNs();
        for (let index = 0; index < length; index += 1) {
          stamp[filled] = bytes[index] ?? 0;
          filled = (filled + 1) % STAMP_BYTES;
          if (filled === 0) tell(Math.max(0, atNs - Number(stamp.readBigUInt64LE() - clock.zeroHrtimeNs)));
        }
        return true;
      },
    },
  });
}

/** Exponential intervals: whatever the rhythm of a load, the probes do not fall into step with it. */
function drawGaps(seed: string): Float64Array {
  const random = namedRandom(seed, "receive-probe");
  return Float64Array.from({ length: GAPS }, () => -Math.log1p(-random()) * MEAN_GAP_MS);
}
