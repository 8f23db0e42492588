import type { Nanoseconds } from "../../model/time.js";

/** What a reading, or the passing of time, shows of devices that a stream passes over. */
export interface PassedOver {
  /** Readings that did not come, in order of time for each device. */
  readonly missed: readonly { readonly key: string; readonly atNs: Nanoseconds }[];
  /** Devices that have been silent for too long since the last call; each is named once. */
  readonly lost: readonly string[];
}

export interface RoundWatch {
  seen(key: string, atNs: Nanoseconds): PassedOver;
  /** Asked while lines come, whatever they hold. */
  overdue(nowNs: Nanoseconds): readonly string[];
  /** The stream starts (again): nobody has been silent yet. */
  restart(atNs: Nanoseconds): void;
  /** What was passed over and not told yet. */
  rest(): PassedOver["missed"];
}

/** A device is overdue after twice the longest time that any took to come again. */
const OVERDUE_GAPS = 2;

interface Row {
  readonly key: string;
  lastNs: Nanoseconds;
  /** Rounds without it that were not told yet, and the last of all. */
  readonly passed: Nanoseconds[];
  lastPassedNs: Nanoseconds;
  isNamed: boolean;
}

/**
 * Watches a stream that names all devices in turn, again and again. A round ends when a device comes again that was in it
 * already; who was not in it was passed over, at the time of the round's last reading. So it needs no timer and no order
 * of the devices, and goes on when the first of them is lost.
 */
export function createRoundWatch(keys: readonly string[], lostAfterNs: Nanoseconds): RoundWatch {
  const rows = new Map(keys.map((key): [string, Row] => [key, newRow(key)]));
  const round = new Set<string>();
  let roundLastNs: Nanoseconds = 0;
  // A tool that walks over many devices comes back to one only after seconds, which is no silence of the device.
  let longestGapNs: Nanoseconds = 0;

  const endRound = (): PassedOver => {
    const absent = [...rows.values()].filter(({ key }) => !round.has(key));
    for (const row of absent) pass(row, roundLastNs);
    const lost = absent.filter((row) => roundLastNs - row.lastNs >= lostAfterNs);
    round.clear();
    return { missed: lost.flatMap((row) => tell(row)), lost: lost.filter(nameOnce).map(({ key }) => key) };
  };
  return {
    seen: (key, atNs) => {
      const passedOver = round.has(key) ? endRound() : { missed: [], lost: [] };
      round.add(key);
      roundLastNs = atNs;
      const row = rows.get(key);
      if (row === undefined) return passedOver;
      if (row.passed.length === 0 && !row.isNamed) longestGapNs = Math.max(longestGapNs, atNs - row.lastNs);
      const own = tell(row).filter((missed) => missed.atNs < atNs);
      row.lastNs = atNs;
      return { ...passedOver, missed: [...passedOver.missed, ...own] };
    },
    overdue: (nowNs) =>
      [...rows.values()]
        .filter(({ lastNs }) => nowNs - lastNs >= Math.max(lostAfterNs, OVERDUE_GAPS * longestGapNs))
        .filter(nameOnce)
        .map(({ key }) => key),
    restart: (atNs) => {
      round.clear();
      for (const row of rows.values()) row.lastNs = atNs;
    },
    rest: () => [...rows.values()].flatMap(tell),
  };
}

function newRow(key: string): Row {
  return { key, lastNs: 0, passed: [], lastPassedNs: Number.NEGATIVE_INFINITY, isNamed: false };
}

/** Rounds of one stamp are one round for the traces. */
function pass(row: Row, atNs: Nanoseconds): void {
  if (atNs <= Math.max(row.lastNs, row.lastPassedNs)) return;
  row.passed.push(atNs);
  row.lastPassedNs = atNs;
}

function tell(row: Row): PassedOver["missed"] {
  return row.passed.splice(0).map((atNs) => ({ key: row.key, atNs }));
}

function nameOnce(row: Row): boolean {
  if (row.isNamed) return false;
  row.isNamed = true;
  return true;
}
