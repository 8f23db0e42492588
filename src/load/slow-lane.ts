import { type Nanoseconds, NS_PER_MILLISECOND } from "../model/time.js";

/**
 * Work that can wait until the sockets that are ready in the same turn of the event loop have been read: parsing what is no
 * usual event, and all that the end of a request sets off. Requests that end in step would otherwise stamp each other late.
 */
export interface SlowLane {
  /** Calls `task` soon, after all that were handed in before it. */
  run(task: () => void): void;
}

/** How long the lane works before it lets sockets be read again. */
const SLICE_NS = NS_PER_MILLISECOND;

/**
 * Tasks that wait at most. Beyond it the client cannot keep up with the server, and the next task is done at once: then reading
 * waits for it, and the server for the reading.
 */
const MOST_TASKS = 20_000;

/** Done tasks are let go of after so many. */
const COMPACT_AT = 1024;

export function createSlowLane(nowNs: () => Nanoseconds): SlowLane {
  let tasks: (() => void)[] = [];
  let next = 0;
  let isScheduled = false;
  let sliceEndNs = 0;

  const step = (): void => {
    const task = tasks[next];
    next += 1;
    if (next === tasks.length || next === COMPACT_AT) {
      tasks = tasks.slice(next);
      next = 0;
    }
    task?.();
  };
  const startSlice = (): void => {
    sliceEndNs = nowNs() + SLICE_NS;
    work();
  };
  const work = (): void => {
    step();
    isScheduled = tasks.length > 0;
    if (!isScheduled) return;
    // What the task has resolved goes on in microtasks, and belongs to its time: the next task comes after them.
    if (nowNs() < sliceEndNs) queueMicrotask(afterMicrotasks);
    else setImmediate(startSlice);
  };
  const afterMicrotasks = (): void => process.nextTick(work);

  return {
    run: (task) => {
      tasks.push(task);
      while (tasks.length - next > MOST_TASKS) step();
      if (!isScheduled) setImmediate(startSlice);
      isScheduled = true;
    },
  };
}
