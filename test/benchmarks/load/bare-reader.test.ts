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
  // `usage` is no event of the log.
  const streams = seen.map(({ id, requestedNs, stampsNs }) => {
    return { id, sentNs: requestedNs, stampsNs: stampsNs.subarray(0, -1), isWhole: true };
  });
  const { events, lag } = judgeFidelity(streams, server.log.truths());
  expect(events).toBe(20 * 301);
  expect(lag.count).toBe(events);
  const truthOf = new Map(server.log.truths().map(({ id, sentNs }) => [id, sentNs]));
  for (const { id, sentNs } of seen) {
    const apart = truthOf.get(id)?.map((atNs, event) => Math.abs(atNs - (sentNs[event] ?? 0))) ?? [];
    expect(Math.max(...apart)).toBeLessThan(1001);
  }
});
