import { describe, expect, test } from "vitest";
import { MeasurementError } from "../../../src/model/errors.js";
import { type VllmResult, vllmExport } from "../../../src/report/exports/vllm-export.js";
import { vllmTraffic } from "../../../src/report/exports/vllm-traffic.js";
import { firstTrial, makeTrainingPlan, makeTrainingRecord } from "../../compare/training-fixtures.js";
import { every, recordOf } from "../../metrics/definitions/definition-fixtures.js";

/**
 * Field names of vLLM's result file, read from `main_async`, `benchmark` and `process_one_metric` of its `serve.py`, with
 * `--save-detailed`, `--percentile-metrics ttft,tpot,itl,e2el` and the percentiles that it has by default.
 */
const FIELDS =
  `date endpoint_type backend label model_id tokenizer_id num_prompts request_rate burstiness max_concurrency
  duration completed failed total_input_tokens total_output_tokens request_throughput request_goodput output_throughput
  total_token_throughput input_lens output_lens ttfts itls latencies start_times queue_times generated_texts errors
  max_output_tokens_per_s max_concurrent_requests rtfx`.split(/\s+/);
const LATENCIES = ["ttft", "tpot", "itl", "e2el"].flatMap((name) =>
  ["mean", "median", "std", "p99"].map((statistic) => `${statistic}_${name}_ms`),
);

/** Numbers to nanoseconds, so that sums of doubles compare. */
function rounded(value: unknown): unknown {
  if (typeof value === "number") return Number(value.toFixed(9));
  return Array.isArray(value) ? value.map(rounded) : value;
}

function pick(result: VllmResult, ...fields: readonly string[]): unknown[] {
  return fields.map((field) => rounded(result[field]));
}

const ANSWERS = [
  { sent: 0, chunks: [{ empty: 0.1 }, 0.2, 0.4], end: 0.5, tokens: 2 },
  { scheduled: 0.5, sent: 1, chunks: every(1.5, 0.5, 4), end: 3, tokens: 8 },
  { sent: 2, chunks: [2.5], tokens: 1 },
];

describe("a run in vLLM's form", () => {
  const result = vllmExport(recordOf(ANSWERS));

  test("has vLLM's field names, all of them, and none but tokwatt's own beside them", () => {
    const fields = Object.keys(result).filter((field) => !field.startsWith("tokwatt_"));
    expect(fields.toSorted()).toEqual([...FIELDS, ...LATENCIES].toSorted());
  });

  test("is valid JSON that reads back as it is", () => {
    expect(JSON.parse(JSON.stringify(result))).toEqual(result);
  });

  test("has each request's times in seconds, as vLLM takes them", () => {
    expect(pick(result, "ttfts", "itls", "latencies", "start_times", "queue_times")).toEqual([
      [0.1, 0.5, 0.5],
      [[0.1, 0.2], [0.5, 0.5, 0.5], []],
      [0.4, 2, 0.5],
      [0, 1, 2],
      [0, 0.5, 0],
    ]);
    expect(pick(result, "input_lens", "output_lens", "generated_texts", "errors")).toEqual([
      [10, 10, 10],
      [2, 8, 1],
      ["", "", ""],
      ["", "", ""],
    ]);
  });

  test("has totals and throughputs over the time from the first sending to the last end", () => {
    expect(pick(result, "duration", "completed", "failed", "total_input_tokens", "total_output_tokens")).toEqual([
      3, 3, 0, 30, 11,
    ]);
    expect(pick(result, "request_throughput", "output_throughput", "total_token_throughput")).toEqual(
      [1, 11 / 3, 41 / 3].map(rounded),
    );
  });

  test("has statistics in milliseconds, with numpy's deviation", () => {
    expect(pick(result, "mean_ttft_ms", "median_ttft_ms", "std_ttft_ms", "p99_ttft_ms")).toEqual(
      [1100 / 3, 500, Math.sqrt((2 * (400 / 3) ** 2 + (800 / 3) ** 2) / 3), 500].map(rounded),
    );
    // 300 ms over one token, 1,500 ms over seven; the answer of one token has none.
    expect(pick(result, "mean_tpot_ms", "p99_tpot_ms")).toEqual(
      [(300 + 1500 / 7) / 2, 300 - (300 - 1500 / 7) * 0.01].map(rounded),
    );
    expect(pick(result, "mean_itl_ms", "median_itl_ms")).toEqual([360, 500]);
    expect(pick(result, "mean_e2el_ms")).toEqual([rounded(2900 / 3)]);
  });

  test("has vLLM's peaks: chunks in one second, requests at one instant", () => {
    expect(pick(result, "max_output_tokens_per_s", "max_concurrent_requests")).toEqual([3, 2]);
  });

  test("says where the numbers come from", () => {
    expect(result).toMatchObject({
      date: "20261122-000000",
      backend: "openai-chat",
      model_id: "m",
      tokenizer_id: "t",
      num_prompts: 3,
      max_concurrency: 1,
      tokwatt_provenance: "measured",
      tokwatt_state: "complete",
      tokwatt_stamps: "",
      tokwatt_validity: "valid",
    });
  });
});

test("numbers that are not measured, and demonstrations, say so in the file", () => {
  const adapter = { name: "mock", version: "1", provenance: "simulated" } as const;
  const record = recordOf(ANSWERS, {
    manifest: { adapter },
    workload: { minimum: { windowSeconds: 60, powerSamples: 1 } },
  });
  expect(vllmExport(record)).toMatchObject({
    tokwatt_provenance: "simulated",
    tokwatt_stamps: "demonstration, not-measured",
  });
});

test("a failed request has zeros and its error; one that the run's end cut was never there", () => {
  const failed = { status: "failed", failure: { kind: "http-status", httpStatus: 503, detail: "busy" } } as const;
  const result = vllmExport(
    recordOf([
      { sent: 0, chunks: [1, 2], tokens: 2 },
      { sent: 0, chunks: [], tokens: 0, changes: failed },
      { sent: 0, chunks: [1], tokens: 1, changes: { status: "cut" } },
    ]),
  );
  expect(pick(result, "completed", "failed", "num_prompts", "ttfts", "output_lens", "errors")).toEqual([
    1,
    1,
    2,
    [1, 0],
    [2, 0],
    ["", "http-status 503 busy"],
  ]);
});

test("what there is no mean of is null, where vLLM prints a 0 that nobody measured", () => {
  const result = vllmExport(recordOf([{ sent: 0, chunks: [1], tokens: 1 }]));
  expect(pick(result, "mean_tpot_ms", "median_itl_ms", "p99_itl_ms", "std_tpot_ms")).toEqual([null, null, null, null]);
  expect(pick(result, "request_goodput")).toEqual([null]);
});

test("goodput is vLLM's: one token has no TPOT to miss, bounds hold from sending", () => {
  const slo = { ttftSeconds: 0.5, tpotSeconds: 0.25 };
  const result = vllmExport(recordOf(ANSWERS, { workload: { slo } }));
  // The first misses its TPOT of 300 ms.
  expect(pick(result, "request_goodput")).toEqual([rounded(2 / 3)]);
});

test("a run without single events, or without a window, is refused with its reason", () => {
  const record = recordOf(ANSWERS);
  const binned = { ...record, tokenEvents: [], binnedEvents: {} as NonNullable<typeof record.binnedEvents> };
  const refusal = (from: typeof record): unknown => {
    try {
      return vllmExport(from);
    } catch (error) {
      return error instanceof MeasurementError ? error.finding.code : error;
    }
  };
  expect(refusal(binned)).toBe("export-needs-events");
  expect(refusal(recordOf(ANSWERS, { manifest: { windows: undefined } }))).toBe("window-not-reached");
});

test.each([
  [
    { kind: "constant", requestsPerSecond: 5 },
    { request_rate: 5, burstiness: "inf", max_concurrency: null },
  ],
  [
    { kind: "poisson", requestsPerSecond: 5 },
    { request_rate: 5, burstiness: 1, max_concurrency: null },
  ],
  [
    { kind: "gamma", requestsPerSecond: 5, burstiness: 0.5 },
    { request_rate: 5, burstiness: 0.5, max_concurrency: null },
  ],
  [
    { kind: "closed-loop", concurrency: 8 },
    { request_rate: "inf", burstiness: 1, max_concurrency: 8 },
  ],
  [
    { kind: "offline", requests: 9 },
    { request_rate: "inf", burstiness: 1, max_concurrency: null },
  ],
  [
    { kind: "ramp", fromRequestsPerSecond: 1, toRequestsPerSecond: 9 },
    {
      request_rate: "inf",
      burstiness: 1,
      max_concurrency: null,
      ramp_up_strategy: "linear",
      ramp_up_start_rps: 1,
      ramp_up_end_rps: 9,
    },
  ],
] as const)("the arrival %j is told in vLLM's words", (arrival, expected) => {
  expect(vllmTraffic(arrival)).toEqual(expected);
});

describe("a training", () => {
  test("is refused: no result file of a serving benchmark can hold it", () => {
    const plan = makeTrainingPlan();
    const record = makeTrainingRecord({ plan, trial: firstTrial(plan) });
    expect(() => vllmExport(record)).toThrow("export-needs-inference");
  });
});
