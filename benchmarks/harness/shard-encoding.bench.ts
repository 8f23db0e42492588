import { redactSample } from "../../src/records/redact-record.js";
import { blockRoom, writeBlock } from "../../src/records/token-block.js";
import type { HarnessBenchmark } from "./harness-benchmark.js";
import { sampleRun } from "./sample-run.js";

const { requests, tokenEvents } = await sampleRun();
const events = tokenEvents.reduce((sum, { timesNs }) => sum + timesNs.length, 0);
const room = Math.max(...tokenEvents.map(({ timesNs }) => blockRoom(timesNs.length)));
const bytes = new Uint8Array(room);
const lines = requests.map((request) => JSON.stringify(request));

/** What recording costs the process that reads the streams; the bytes go to the disk on other threads. */
export const benchmark: HarnessBenchmark = {
  name: "records: a shard's events and requests to bytes",
  items: events,
  itemName: "event",
  subject: {
    name: "blocks and lines",
    run: () => {
      for (const block of tokenEvents) writeBlock(bytes, 0, block);
      return requests.map((request) => `${JSON.stringify(redactSample(request))}\n`);
    },
    async: false,
  },
  reference: {
    name: "JSON.parse of the requests' lines",
    run: () => lines.map((line) => JSON.parse(line)),
    async: false,
  },
};
