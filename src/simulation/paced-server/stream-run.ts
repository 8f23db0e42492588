import type { Socket } from "node:net";
import { type Frame, NO_EVENT, stamp } from "./frame.js";
import type { StreamLog, StreamTruth } from "./stream-log.js";
import type { StreamScript } from "./stream-script.js";

/** One answer on its way. */
export interface StreamRun {
  /** Writes the next step, if the stream is not over. Returns whether there is another one. */
  step(): boolean;
  /** Whether the kernel has taken all that was written. */
  isDrained(): boolean;
  /** Writes all that is left in one piece, behind `head`. */
  writeWhole(head: Buffer): void;
  /** Ends it where it stands: its client has gone. */
  abandon(): void;
}

export interface StreamRunOptions {
  readonly socket: Socket;
  readonly script: StreamScript;
  readonly truth: StreamTruth;
  readonly log: StreamLog;
  readonly nowNs: () => number;
  /** Called once, when the last byte was handed to the socket or the stream was abandoned. */
  readonly ended: () => void;
}

/** How long after the first part of a cut event the rest of it follows: long enough to be read by itself. */
const CUT_MS = 1;

export function createStreamRun({ socket, script, truth, log, nowNs, ended }: StreamRunOptions): StreamRun {
  let next = script.steps.next();
  let isOver = false;
  /** Writes the other part of a cut event and what comes behind it; set while that is waited for. */
  let rest: (() => void) | undefined;

  const write = (frame: Frame): void => {
    const atNs = nowNs();
    stamp(frame, atNs);
    socket.write(frame.bytes);
    if (socket.writableLength > 0) {
      // The kernel's buffer is full: these bytes are still waited for and may not be written over.
      frame.bytes = Buffer.from(frame.bytes);
      log.blocked();
    }
    if (frame.kind !== NO_EVENT) log.event(truth, atNs, frame.kind, frame.tokens);
  };

  const finish = (isComplete: boolean): void => {
    if (isOver) return;
    isOver = true;
    truth.isComplete = isComplete;
    ended();
  };

  const writeFrom = (frames: readonly Frame[], start: number, isLast: boolean): void => {
    for (let index = start; index < frames.length; index += 1) {
      const frame = frames[index];
      if (frame === undefined || isOver) return;
      write(frame);
      if (!frame.isCut) continue;
      const writeRest = (): void => {
        rest = undefined;
        clearTimeout(timer);
        writeFrom(frames, index + 1, isLast);
      };
      const timer = setTimeout(writeRest, CUT_MS);
      rest = writeRest;
      return;
    }
    if (isLast) finish(true);
  };

  /** The frames of the next step, with the end of the stream behind those of the last. */
  const takeStep = (): { frames: readonly Frame[]; isLast: boolean } => {
    const frames: readonly Frame[] = next.done === true ? [] : next.value;
    next = script.steps.next();
    return next.done === true ? { frames: [...frames, ...script.end()], isLast: true } : { frames, isLast: false };
  };

  return {
    abandon: () => finish(false),
    step: () => {
      // A server that is late must not let the next step overtake it.
      rest?.();
      if (isOver) return false;
      const { frames, isLast } = takeStep();
      writeFrom(frames, 0, isLast);
      return !isLast;
    },
    isDrained: () => socket.writableLength === 0,
    writeWhole: (head) => {
      const parts = [head];
      for (let isLast = false; !isLast; ) {
        const step = takeStep();
        isLast = step.isLast;
        for (const frame of step.frames) {
          const atNs = nowNs();
          stamp(frame, atNs);
          parts.push(Buffer.from(frame.bytes));
          if (frame.kind !== NO_EVENT) log.event(truth, atNs, frame.kind, frame.tokens);
        }
      }
      socket.write(Buffer.concat(parts));
      finish(true);
    },
  };
}
