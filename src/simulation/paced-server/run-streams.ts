import type { PacedOptions } from "./paced-options.js";
import type { Pacer } from "./pacer.js";
import type { StreamLog } from "./stream-log.js";
import type { StreamRun } from "./stream-run.js";

/** Writes the steps of a stream when they fall due. */
export interface StreamDriver {
  /** @param index of the request, which its phase depends on */
  drive(stream: StreamRun, receivedMs: number, index: number): void;
  stop(): void;
}

/** Multiples of the golden section fill an interval evenly, however many there are of them. */
const GOLDEN_SECTION = (Math.sqrt(5) - 1) / 2;

/** Drives streams at absolute times: what one event is late by is not added to the next. */
export function createPacedDriver({ pace, ttftMs, gapMs }: PacedOptions, pacer: Pacer, log: StreamLog): StreamDriver {
  const firstMs = (receivedMs: number, index: number): number => {
    const dueMs = receivedMs + ttftMs;
    if (pace === "step") return Math.ceil(dueMs / gapMs) * gapMs;
    return pace === "spread" ? dueMs + ((index * GOLDEN_SECTION) % 1) * gapMs : dueMs;
  };
  return {
    drive: (stream, receivedMs, index) => {
      let dueMs = firstMs(receivedMs, index);
      const take = (): void => {
        log.late((pacer.nowMs() - dueMs) * 1e6);
        if (!stream.step()) return;
        dueMs += gapMs;
        pacer.at(dueMs, take);
      };
      pacer.at(dueMs, take);
    },
    stop: () => pacer.stop(),
  };
}

/** How long unpaced streams are written before sockets are looked at again. */
const TURN_MS = 2;

/** Drives all streams by turns, one event each, as fast as their sockets take them. */
export function createUnpacedDriver(nowNs: () => number): StreamDriver {
  let streams: StreamRun[] = [];
  let immediate: NodeJS.Immediate | undefined;
  const run = (): void => {
    immediate = undefined;
    const endNs = nowNs() + TURN_MS * 1e6;
    let isAnyDrained = true;
    while (isAnyDrained && streams.length > 0 && nowNs() < endNs) {
      isAnyDrained = false;
      let kept = 0;
      for (const stream of streams) {
        const isDrained = stream.isDrained();
        isAnyDrained ||= isDrained;
        if (isDrained && !stream.step()) continue;
        streams[kept] = stream;
        kept += 1;
      }
      streams.length = kept;
    }
    if (streams.length > 0) immediate = setImmediate(run);
  };
  return {
    drive: (stream) => {
      streams.push(stream);
      immediate ??= setImmediate(run);
    },
    stop: () => {
      streams = [];
      clearImmediate(immediate);
    },
  };
}
