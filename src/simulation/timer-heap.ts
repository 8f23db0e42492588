import type { Nanoseconds } from "../model/time.js";

export interface Timer {
  readonly atNs: Nanoseconds;
  /** Place in the order of registration. */
  readonly order: number;
  /** Undefined once the timer was cancelled. */
  callback: (() => void) | undefined;
}

export interface TimerHeap {
  push(timer: Timer): void;
  /** Takes the earliest timer that was not cancelled; equal times come in the order of registration. */
  pop(): Timer | undefined;
  /** Marks a timer as cancelled. It is dropped when it comes up, or when too many cancelled ones pile up. */
  cancel(timer: Timer): void;
}

/** Cancelled timers are swept out when there are more of them than living ones and than this. */
const SWEEP_MINIMUM = 1024;

/** A binary heap of timers: the simulated future, of which request time-outs that never fire are a large part. */
export function createTimerHeap(): TimerHeap {
  let heap: Timer[] = [];
  let cancelled = 0;

  const takeFirst = (): Timer | undefined => {
    const first = heap[0];
    const last = heap.pop();
    if (last !== undefined && last !== first) {
      heap[0] = last;
      siftDown(heap, 0);
    }
    return first;
  };

  return {
    push: (timer) => {
      heap.push(timer);
      siftUp(heap, heap.length - 1);
    },
    pop: () => {
      for (let timer = takeFirst(); timer !== undefined; timer = takeFirst()) {
        if (timer.callback !== undefined) return timer;
        cancelled -= 1;
      }
      return undefined;
    },
    cancel: (timer) => {
      if (timer.callback === undefined) return;
      timer.callback = undefined;
      cancelled += 1;
      if (cancelled < SWEEP_MINIMUM || cancelled * 2 < heap.length) return;
      heap = heap.filter((kept) => kept.callback !== undefined).sort((a, b) => (isBefore(a, b) ? -1 : 1));
      cancelled = 0;
    },
  };
}

function isBefore(a: Timer, b: Timer): boolean {
  return a.atNs < b.atNs || (a.atNs === b.atNs && a.order < b.order);
}

function siftUp(heap: Timer[], from: number): void {
  let index = from;
  const timer = heap[index] as Timer;
  while (index > 0) {
    const parentIndex = (index - 1) >> 1;
    const parent = heap[parentIndex] as Timer;
    if (!isBefore(timer, parent)) break;
    heap[index] = parent;
    index = parentIndex;
  }
  heap[index] = timer;
}

function siftDown(heap: Timer[], from: number): void {
  let index = from;
  const timer = heap[index] as Timer;
  for (;;) {
    const leftIndex = 2 * index + 1;
    const left = heap[leftIndex];
    if (left === undefined) break;
    const right = heap[leftIndex + 1];
    const childIndex = right !== undefined && isBefore(right, left) ? leftIndex + 1 : leftIndex;
    const child = heap[childIndex] as Timer;
    if (!isBefore(child, timer)) break;
    heap[index] = child;
    index = childIndex;
  }
  heap[index] = timer;
}
