import { readChunk } from "../../src/load/sse/openai-chunk.js";
import { createSseScanner } from "../../src/load/sse/sse-scanner.js";
import type { HarnessBenchmark } from "./harness-benchmark.js";

const EVENTS = 1000;
const payloads = Array.from({ length: EVENTS }, (_, index) =>
  JSON.stringify({
    id: "chatcmpl-1",
    object: "chat.completion.chunk",
    created: 1,
    model: "tiny",
    choices: [{ index: 0, delta: { content: ` word${index}` }, logprobs: null, finish_reason: null }],
  }),
);
const stream = new TextEncoder().encode(payloads.map((payload) => `data: ${payload}\n\n`).join(""));
/** As a socket hands it over: pieces that end anywhere. */
const pieces = Array.from({ length: Math.ceil(stream.length / 1500) }, (_, index) =>
  stream.subarray(index * 1500, (index + 1) * 1500),
);

export const benchmark: HarnessBenchmark = {
  name: "load: bytes of a stream to events",
  items: EVENTS,
  itemName: "event",
  subject: {
    name: "scanner and chunk reader",
    run: () => {
      let seen = 0;
      const scanner = createSseScanner((data) => {
        if (readChunk(data).kind !== "done") seen += 1;
      });
      for (const piece of pieces) scanner.push(piece);
      scanner.end();
      if (seen !== EVENTS) throw new Error(`${seen} events`);
    },
    async: false,
  },
  reference: {
    name: "JSON.parse of the payloads alone",
    run: () => payloads.map((one) => JSON.parse(one)),
    async: false,
  },
};
