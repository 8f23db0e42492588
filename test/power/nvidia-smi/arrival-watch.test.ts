import { describe, expect, it } from "vitest";
import { watchArrivals } from "../../../src/power/nvidia-smi/arrival-watch.js";
import { createVirtualClock } from "../../../src/simulation/virtual-clock.js";
import { memoryRecord } from "../memory-record.js";

const SECOND = 1e9;
const HEADER = { id: "log", format: "nvidia-smi-query", framing: "lines", origin: [], shard: "client" } as const;

/** Findings of rows that are printed at one time and come at another, in seconds, at one reading a second. */
function findingsOf(rows: readonly (readonly [printed: number, came: number])[]) {
  const record = memoryRecord(createVirtualClock());
  const watch = watchArrivals("nvidia-smi", record.sink, SECOND);
  const log = watch.sink.openRaw(HEADER);
  log.append({ atNs: 0, withinNs: 0, text: "timestamp, index, power.draw [W]" });
  for (const [printed, came] of rows) {
    // Eleven at night: the day ends among the rows.
    const stamp = new Date(Date.UTC(2026, 11, 31, 23, 59, 50) + printed * 1000).toISOString();
    const text = `${stamp.slice(0, 10).replaceAll("-", "/")} ${stamp.slice(11, 23)}, 0, 100.00 W`;
    log.append({ atNs: came * SECOND, withinNs: 0, text });
  }
  expect(record.raw.get("log")?.entries).toHaveLength(rows.length + 1);
  return watch.findings();
}

const rowsOf = (count: number, came: (row: number) => number) =>
  Array.from({ length: count }, (_, row) => [row, came(row)] as const);

describe("watchArrivals", () => {
  it("finds nothing in rows that come when they are printed, however far apart the two clocks are", () => {
    expect(findingsOf(rowsOf(30, (row) => 5000 + row + (row % 3) / 2))).toEqual([]);
    expect(findingsOf([])).toEqual([]);
  });

  it("finds rows that are held back and come together", () => {
    expect(findingsOf(rowsOf(30, (row) => Math.ceil((row + 1) / 10) * 10))).toEqual([
      { code: "telemetry-delayed", severity: "warning", data: { source: "nvidia-smi", rows: 21, seconds: 9 } },
    ]);
  });

  it("lets one hiccup pass, and a clock that is set by an hour", () => {
    expect(findingsOf(rowsOf(30, (row) => (row === 7 ? 12 : row)))).toEqual([]);
    expect(findingsOf(rowsOf(30, (row) => (row < 15 ? row : row + 3600)))).toEqual([]);
  });
});
