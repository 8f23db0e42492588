import { expect, it } from "vitest";
import { createEventCount } from "../../src/load/event-count.js";
import type { RequestTokenEvents } from "../../src/model/token-events.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { createRecordingSink } from "./recording-sink.js";

const block = (...timesNs: number[]): RequestTokenEvents => ({
  request: 0,
  timesNs: Float64Array.from(timesNs),
  tokens: new Uint16Array(timesNs.length),
  kinds: new Uint8Array(timesNs.length),
});

it("hands everything on and counts what lies in the window, its start included and its end not", () => {
  const sink = createRecordingSink(createVirtualClock());
  const count = createEventCount(sink);
  count.sink.tokenEvents(block(150));
  count.countIn({ startNs: 100, endNs: 200 });
  count.sink.tokenEvents(block(50, 99, 100, 199));
  count.sink.tokenEvents(block(200, 201));
  expect(count.events()).toBe(2);
  expect(sink.blocks).toHaveLength(3);
});
