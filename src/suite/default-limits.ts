import type { ValidityLimits } from "../model/plan.js";

/**
 * Limits on the harness's check of itself where a suite states no others. They say when the *client* may have shaped what
 * it measured; docs/method.md publishes them, and each plan keeps the ones it was made with.
 */
export const defaultLimits: ValidityLimits = {
  // inference-perf asks for a median schedule delay under 10 ms; here even the tail must keep it, since latency percentiles
  // come from that tail. 100 ms is a noticeable part of a usual TTFT bound of 0.5 to 2 s.
  scheduleLatenessP99DegradedMs: 10,
  scheduleLatenessP99InvalidMs: 100,
  // A busy event loop stamps tokens late. 25 ms is a token's gap on a slow server, so single gaps lose their meaning;
  // at 250 ms requests and windows do.
  eventLoopDelayP99DegradedMs: 25,
  eventLoopDelayP99InvalidMs: 250,
  // Of one core. At one half bursts begin to queue; at 0.9 the client itself is the limit of the throughput.
  clientCpuDegraded: 0.5,
  clientCpuInvalid: 0.9,
  // A client that does not send what the schedule asks for offers another load than the plan says.
  sentOverDueDegraded: 0.99,
  sentOverDueInvalid: 0.9,
  // Failed requests cost the server less than served ones: one in a thousand moves throughput by far less than any margin.
  errorRate: 0.001,
  // A hidden hundredth of the window moves joules by at most about one hundredth of the swing of the power.
  powerCoverage: 0.99,
};
