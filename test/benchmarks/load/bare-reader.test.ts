import { expect, it } from "vitest";
import { readBare } from "../../../benchmarks/load/bare-reader.js";
import { judgeFidelity } from "../../../src/run/calibrate/fidelity.js";
import { servePaced } from "../../simulation/paced-server/serve-paced.js";

it.each(["own", "unpaced"] as const)("the bare reader sees every event of the paced server (%s)", async (pace) => {
  const server = await servePaced({ pace, gapMs: 2 });
  const { hostname, port } = new URL(server.baseUrl);
  const options = {
    host: hostname,
    port: Number(port),
    streams: 20,
    tokens: 300,
    startSeconds: pace === "own" ? 0.05 : 0,
  };
  const seen = await readBare(options);
  // `usage` and `[DONE]` are no events of the log.
  const streams = seen.map(({ id, sentNs, stampsNs }) => ({
    id,
    sentNs,
    stampsNs: stampsNs.subarray(0, -2),
    isWhole: true,
  }));
  const { events, lag } = judgeFidelity(streams, server.log.truths());
  expect(events).toBe(20 * 301);
  expect(lag.count).toBe(events);
});
