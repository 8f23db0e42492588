import { describe, expect, it } from "vitest";
import { chooseWorkers, WORKER_EVENTS_PER_SECOND, WORKER_STREAMS } from "../../../src/load/workers/choose-workers.js";
import type { Arrival } from "../../../src/model/workload.js";
import { inferenceWorkload } from "../inference-workload.js";

const workload = (arrival: Arrival, tokens = 100) =>
  inferenceWorkload({ arrival, outputTokens: { kind: "fixed", value: tokens } });

describe("chooseWorkers", () => {
  it("takes one for a small load, also on a machine with one core", () => {
    const small = workload({ kind: "poisson", requestsPerSecond: 5 });
    expect([1, 2, 64].map((cores) => chooseWorkers(small, cores))).toEqual([1, 1, 1]);
  });

  it("takes as many as the events need, and leaves one core", () => {
    const requestsPerSecond = (3.5 * WORKER_EVENTS_PER_SECOND) / 100;
    const large = workload({ kind: "constant", requestsPerSecond });
    expect([64, 4, 3, 1].map((cores) => chooseWorkers(large, cores))).toEqual([4, 3, 2, 1]);
  });

  it("looks at requests where answers are short, and at streams where all are open at once", () => {
    expect(chooseWorkers(workload({ kind: "constant", requestsPerSecond: 4500 }, 1), 64)).toBe(5);
    expect(chooseWorkers(workload({ kind: "offline", requests: 3 * WORKER_STREAMS }), 64)).toBe(3);
  });

  it("looks at the highest rate of one that changes", () => {
    const ramp = workload({ kind: "ramp", fromRequestsPerSecond: 800, toRequestsPerSecond: 1 });
    const steps = workload({
      kind: "steps",
      steps: [
        { requestsPerSecond: 1, seconds: 1 },
        { requestsPerSecond: 800, seconds: 1 },
      ],
    });
    expect([chooseWorkers(ramp, 64), chooseWorkers(steps, 64)]).toEqual([4, 4]);
  });

  it("takes users of a closed loop to read as much as interactive ones do", () => {
    expect(chooseWorkers(workload({ kind: "closed-loop", concurrency: 400 }), 64)).toBe(1);
    expect(chooseWorkers(workload({ kind: "closed-loop", concurrency: 2000 }), 64)).toBe(5);
  });

  it("obeys whoever asks, beyond cores and load", () => {
    expect(chooseWorkers(workload({ kind: "poisson", requestsPerSecond: 5 }), 2, 7)).toBe(7);
  });
});
