import { afterAll, beforeAll, describe, expect, test } from "vitest";
import type { PowerTrace } from "../../src/model/power-trace.js";
import type { RawLog } from "../../src/model/raw-log.js";
import type { RunRecord } from "../../src/model/run-record.js";
import { findTelemetryFormat } from "../../src/power/parse/formats.js";
import { reparse } from "../../src/power/reparse.js";
import { readRawLogs } from "../../src/records/raw-log-reader.js";
import { type MeteredRun, runMetered, trueMeanWatts } from "./metered-run.js";

/** Four packages of two dies each, and four boards; slow enough for a reading a second. */
const PACKAGES = ["700 + 60 * Math.sin(t / 4)", "720 + 60 * Math.cos(t / 5)", "690", "710 + 20 * Math.sin(t / 6)"];
const BOARDS = ["600 + 60 * Math.sin(t / 3)", "610", "640 + 50 * Math.cos(t / 5)", "630"];

/** What the servers of the fixtures do: users of chat.yaml over the seconds of a token. */
const TRUE_TOKENS_PER_SECOND = { ascend: 4 / 0.01, gpu: 4 / 0.0125 } as const;
/** ascend.yaml. */
const BRIDGE_WATTS = { low: 100, high: 300, middle: 200 };
const TRUE_TO = 0.01;

type SystemId = keyof typeof TRUE_TOKENS_PER_SECOND;

let run: MeteredRun;

beforeAll(async () => {
  run = await runMetered("ascend-against-gpu.yaml", {
    npu: { model: "A3", npus: PACKAGES.map((watts) => ({ watts })) },
    gpu: { devices: BOARDS.map((watts) => ({ watts })), dcgmi: {} },
  });
});
afterAll(() => run.remove());

const recordsOf = (system: SystemId): readonly RunRecord[] =>
  run.records.filter(({ manifest }) => manifest.trial.systemId === system);

/** Value of a metric in one run, as the report has it. */
function valueIn(record: RunRecord, metric: string): number {
  const row = run.rows.find(
    (one) => one["row"] === "run" && one["run"] === record.manifest.runId && one["metric"] === metric,
  );
  return Number(row?.["value"] || Number.NaN);
}

const speedIn = (record: RunRecord) => valueIn(record, "output-tokens-per-second");

function comparisonOf(metric: string): Record<"value" | "low" | "high" | "low_systematic" | "high_systematic", number> {
  const row = run.rows.find((one) => one["row"] === "comparison" && one["metric"] === metric);
  const number = (column: string) => Number(row?.[column] || Number.NaN);
  return {
    value: number("value"),
    low: number("low"),
    high: number("high"),
    low_systematic: number("low_systematic"),
    high_systematic: number("high_systematic"),
  };
}

/** True watts of a system at the board, with what the bridge is taken to be. */
function trueWatts(system: SystemId, record: RunRecord, bridge: number): number {
  return trueMeanWatts(system === "ascend" ? PACKAGES : BOARDS, record) + (system === "ascend" ? bridge : 0);
}

function errorOf(value: number, truth: number): number {
  return Math.abs(value / truth - 1);
}

describe("an Ascend against a GPU system", () => {
  test("runs to its end, all runs used", () => {
    expect(run.err).toContain("[6/6]");
    expect(run.exitCode).toBe(0);
    expect(run.records.map(({ manifest }) => manifest.state)).toEqual(Array.from({ length: 6 }, () => "complete"));
    expect(run.out).toContain("6 of 6 used");
  });

  test.each(["ascend", "gpu"] as const)("knows the tokens per joule of %s to 1 %", (system) => {
    const records = recordsOf(system);
    expect(records).toHaveLength(3);
    for (const record of records) {
      const watts = trueWatts(system, record, BRIDGE_WATTS.middle);
      expect(errorOf(valueIn(record, "mean-watts"), watts)).toBeLessThan(TRUE_TO);
      expect(errorOf(valueIn(record, "tokens-per-joule"), speedIn(record) / watts)).toBeLessThan(TRUE_TO);
    }
    // A machine that is busy with something else slows the servers, never quickens them: at least one run had its peace.
    expect(errorOf(Math.max(...records.map(speedIn)), TRUE_TOKENS_PER_SECOND[system])).toBeLessThan(TRUE_TO);
  });

  test("widens the interval of the ratio by the bridge, which holds the truth wherever in it that lies", () => {
    const { value, low, high, low_systematic, high_systematic } = comparisonOf("tokens-per-joule");
    const mean = (system: SystemId, bridge: number) => {
      const watts = recordsOf(system).map((record) => trueWatts(system, record, bridge));
      return watts.reduce((sum, one) => sum + one, 0) / watts.length;
    };
    const speed = comparisonOf("output-tokens-per-second");
    const truth = (bridge: number) => (speed.value * mean("gpu", 0)) / mean("ascend", bridge);
    expect(errorOf(value, truth(BRIDGE_WATTS.middle))).toBeLessThan(2 * TRUE_TO);
    expect([low < value, value < high]).toEqual([true, true]);
    for (const bridge of [BRIDGE_WATTS.low, BRIDGE_WATTS.middle, BRIDGE_WATTS.high]) {
      expect(low_systematic).toBeLessThan(truth(bridge));
      expect(high_systematic).toBeGreaterThan(truth(bridge));
    }
    // Watts go below the ratio: half the bridge's width over all the watts of the Ascend.
    const half = (BRIDGE_WATTS.high - BRIDGE_WATTS.low) / 2 / mean("ascend", BRIDGE_WATTS.middle);
    expect(high_systematic / high).toBeGreaterThan(1 + 0.95 * half);
    expect(low / low_systematic).toBeGreaterThan(1 + 0.95 * half);
    // Speed knows nothing of watts.
    expect([speed.low_systematic, speed.high_systematic]).toEqual([speed.low, speed.high]);
  });

  test("says in one sentence what the bridge does, in English and Chinese", async () => {
    const english = (await run.report("en")).replaceAll(/\s+/g, " ");
    expect(english).toMatch(
      /power of ascend was read at the boundary "package" and brought to "board" by adding 100 to 300 W/,
    );
    expect(english).toContain("invented: 25 to 75 W a package");
    const chinese = (await run.report("zh")).replaceAll(/\s+/g, "");
    expect(chinese).toMatch(/ascend的功率在“[^”]+”边界读取，加上100至300W折算到“[^”]+”边界/);
  });

  test("keeps what the tools printed, from which the same readings can be had again", async () => {
    for (const record of run.records) {
      const { logs, findings } = await readRawLogs(run.folderOf(record));
      expect(findings).toEqual([]);
      const tool = record.manifest.trial.systemId === "ascend" ? "npu-smi" : "nvidia-smi";
      const log = logs.find(({ header }) => header.id === tool) ?? expect.fail(`no raw output of ${tool}`);
      expect(record.power).toHaveLength(4);
      for (const trace of record.power) expect(readAgain(log, trace)).toEqual(shownBy(trace));
    }
  });

  test("describes both machines", () => {
    const [ascend, gpu] = [recordsOf("ascend")[0], recordsOf("gpu")[0]].map(
      (record) => record?.manifest.description ?? {},
    );
    expect(JSON.stringify(ascend)).toContain("Ascend910");
    expect(gpu).toMatchObject({ gpuCount: 4, gpus: "4 x NVIDIA H200" });
  });
});

interface Shown {
  readonly atNs: number;
  readonly watts: number;
}

function shownBy(trace: PowerTrace): readonly Shown[] {
  return trace.timesNs.map((atNs, index) => ({ atNs, watts: trace.values[index] ?? Number.NaN }));
}

/** Of the readings that the raw output holds those of one trace: the first of an instant, and none that is missing. */
function readAgain(log: RawLog, trace: PowerTrace): readonly Shown[] {
  const format = findTelemetryFormat(log.header.format) ?? expect.fail(`no format ${log.header.format}`);
  const device = trace.header.id.replace(/^n(pu|vidia)-smi-/, "");
  const isOfTrace = (key: string) => key === device || key === `${device}-0`;
  return reparse(log, format).flatMap(({ device: key, atNs, watts }) =>
    isOfTrace(key) && watts !== null ? [{ atNs, watts }] : [],
  );
}
