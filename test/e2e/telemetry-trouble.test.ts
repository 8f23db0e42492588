import { expect, test } from "vitest";
import type { RunRecord } from "../../src/model/run-record.js";
import { type Machines, type MeteredRun, runMetered } from "./metered-run.js";

/** Watts of each of the four devices, the same at all times, so that the joules of any window are known. */
const WATTS = [700, 710, 690, 720] as const;
const TRUE_WATTS = WATTS.reduce((sum, watts) => sum + watts, 0);

const npus = WATTS.map((watts) => ({ watts }));
const devices = WATTS.map((watts) => ({ watts }));
const gpuWith = (...faults: readonly object[]): Machines => ({ gpu: { devices, faults } });
const npuWith = (...faults: readonly object[]): Machines => ({ npu: { model: "A3", npus, faults } });

interface Trouble {
  readonly what: string;
  readonly system: "ascend" | "gpu";
  readonly machines: Machines;
  readonly exitCode: 0 | 3;
  /** Codes that the record names, those of a failed run's reason included. */
  readonly named: readonly string[];
  /** `none`: no joules are shown. `bounded`: they are, and the true ones lie within their bounds. `either` of the two. */
  readonly energy: "none" | "bounded" | "either";
}

const TROUBLES: readonly Trouble[] = [
  {
    what: "a tool that is not there",
    system: "gpu",
    machines: { hasTools: false },
    exitCode: 3,
    named: ["telemetry-missing"],
    energy: "none",
  },
  {
    what: "a tool that hangs from the start",
    system: "gpu",
    machines: { gpu: { devices, hang: ["query"] } },
    exitCode: 3,
    named: ["telemetry-hung"],
    energy: "none",
  },
  {
    what: "a tool that hangs in the middle",
    system: "gpu",
    machines: gpuWith({ kind: "hang", after: 4 }),
    exitCode: 0,
    named: ["telemetry-stalled"],
    energy: "none",
  },
  {
    what: "a tool that dies again and again",
    system: "gpu",
    machines: gpuWith({ kind: "exit", after: 3, code: 9, words: "NVML: driver gone" }),
    exitCode: 0,
    named: ["telemetry-died", "telemetry-restarted"],
    energy: "either",
  },
  {
    what: "a tool that ends in half a line",
    system: "gpu",
    machines: gpuWith({ kind: "cut", after: 3, code: 0 }),
    exitCode: 0,
    named: ["telemetry-died", "telemetry-line-cut"],
    energy: "either",
  },
  {
    what: "a tool that is slow",
    system: "gpu",
    machines: gpuWith({ kind: "slow", after: 0, extraMs: 1200 }),
    exitCode: 0,
    named: ["telemetry-slow", "rate-low"],
    energy: "bounded",
  },
  {
    what: "a device that is lost",
    system: "gpu",
    machines: gpuWith({ kind: "lost", after: 4, device: 2, how: "gone" }),
    exitCode: 0,
    named: ["device-lost"],
    energy: "none",
  },
  {
    what: "a device without watts",
    system: "gpu",
    machines: gpuWith({ kind: "word", after: 2, device: 1, word: "[N/A]", loops: 1000 }),
    exitCode: 0,
    named: ["power-readings-missing"],
    energy: "none",
  },
  {
    what: "watts that come in another unit",
    system: "gpu",
    machines: gpuWith({ kind: "unit", after: 5, unit: "mW" }),
    exitCode: 0,
    named: [],
    energy: "bounded",
  },
  {
    what: "an npu-smi without watch, that takes its time for each chip",
    system: "ascend",
    machines: { npu: { model: "A3", npus, missing: ["watch", "columns"], chipMs: 150 } },
    exitCode: 0,
    named: ["rate-low", "telemetry-slow"],
    energy: "bounded",
  },
  {
    what: "an NPU that is lost",
    system: "ascend",
    machines: npuWith({ kind: "lost", after: 4, npu: 2 }),
    exitCode: 0,
    named: ["device-lost"],
    energy: "none",
  },
  {
    what: "npu-smi that dies once for good",
    system: "ascend",
    machines: npuWith({ kind: "exit", after: 3, code: 1, words: "dcmi module initialize failed" }),
    exitCode: 0,
    named: ["telemetry-died"],
    energy: "either",
  },
];

// All at once: each of them mostly waits.
test.concurrent.each(TROUBLES)("$what", async ({ system, machines, exitCode, named, energy }) => {
  const run = await runMetered(`${system}-alone.yaml`, machines);
  try {
    expect(run.exitCode, `${run.err}\n${run.out}`).toBe(exitCode);
    const [record] = run.records;
    if (record === undefined) throw new Error(run.err);
    expect(codesOf(record)).toEqual(expect.arrayContaining([...named]));
    expectNoZero(record);
    expectEnergy(run, energy);
  } finally {
    await run.remove();
  }
});

function codesOf({ findings, manifest }: RunRecord): readonly string[] {
  return [...findings, ...(manifest.failure === undefined ? [] : [manifest.failure])].map(({ code }) => code);
}

/** What was not read is not there: every reading is one of the watts that the executables print. */
function expectNoZero({ power }: RunRecord): void {
  const shown: readonly number[] = WATTS;
  for (const { values } of power) expect(values.filter((watts) => !shown.includes(watts))).toEqual([]);
}

function expectEnergy(run: MeteredRun, wanted: Trouble["energy"]): void {
  const row = run.rows.find((one) => one["row"] === "run" && one["metric"] === "mean-watts");
  const watts = row?.["value"] ?? "";
  if (wanted !== "either") expect(watts === "" ? "none" : "bounded").toBe(wanted);
  if (watts === "") {
    if (row !== undefined) expect(row["reason"]).not.toBe("");
    return;
  }
  const factors = [...(row?.["systematic"] ?? "").matchAll(/x([\d.]+) x([\d.]+)/g)];
  const [low, high] = [1, 2].map((place) =>
    factors.reduce((product, one) => product * Number(one[place]), Number(watts)),
  );
  expect(low).toBeLessThanOrEqual(TRUE_WATTS);
  expect(high).toBeGreaterThanOrEqual(TRUE_WATTS);
}
