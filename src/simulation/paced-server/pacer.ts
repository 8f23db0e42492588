/** Calls streams back at absolute times. */
export interface Pacer {
  /** @param dueMs on the pacer's clock; a callback that is due already comes as soon as possible */
  at(dueMs: number, callback: () => void): void;
  nowMs(): number;
  stop(): void;
}

/**
 * Callbacks in slots of one millisecond, which is as fine as Node's timers are. A heap would be exact and costs more for each
 * event than the slot of an array; what a slot is late by is in the send time that every event carries.
 */
export function createPacer(nowNs: () => number): Pacer {
  const slots = new Map<number, (() => void)[]>();
  let timer: NodeJS.Timeout | undefined;
  let nextSlot = Number.POSITIVE_INFINITY;
  let doneSlot = Number.NEGATIVE_INFINITY;
  const nowMs = (): number => nowNs() / 1e6;

  const arm = (): void => {
    clearTimeout(timer);
    if (slots.size === 0) return;
    timer = setTimeout(run, Math.max(0, nextSlot - nowMs()));
  };

  const run = (): void => {
    const reached = Math.floor(nowMs());
    for (let slot = nextSlot; slot <= reached; slot += 1) {
      const callbacks = slots.get(slot);
      if (callbacks === undefined) continue;
      slots.delete(slot);
      for (const callback of callbacks) callback();
    }
    doneSlot = Math.max(doneSlot, reached);
    nextSlot = slots.size === 0 ? Number.POSITIVE_INFINITY : firstOf(slots);
    arm();
  };

  return {
    nowMs,
    at: (dueMs, callback) => {
      const slot = Math.max(Math.ceil(dueMs), doneSlot + 1);
      const callbacks = slots.get(slot);
      if (callbacks === undefined) slots.set(slot, [callback]);
      else callbacks.push(callback);
      if (slot >= nextSlot) return;
      nextSlot = slot;
      arm();
    },
    stop: () => clearTimeout(timer),
  };
}

/** There are about as many slots as milliseconds in a gap, so looking through them costs less than keeping them sorted. */
function firstOf(slots: ReadonlyMap<number, unknown>): number {
  let first = Number.POSITIVE_INFINITY;
  for (const slot of slots.keys()) if (slot < first) first = slot;
  return first;
}
