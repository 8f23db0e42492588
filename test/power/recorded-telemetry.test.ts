import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { PowerTraceHeader } from "../../src/model/power-trace.js";
import { findTelemetryFormat } from "../../src/power/parse/formats.js";
import { recordedTelemetrySource } from "../../src/power/recorded-telemetry.js";
import { reparse } from "../../src/power/reparse.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { memoryRecord } from "./memory-record.js";

const START = Date.UTC(2026, 2, 2, 10, 0, 0);

async function read(text: string, options: object, changes: object = {}) {
  const file = join(await temporaryFolder(), "power.csv");
  await writeFile(file, text);
  return readFrom(file, options, changes);
}

async function readFrom(file: string, options: object, changes: object = {}) {
  const clock = createVirtualClock();
  const record = memoryRecord(clock);
  const headers: PowerTraceHeader[] = [];
  const source = recordedTelemetrySource.create(recordedTelemetrySource.optionsSchema.parse({ file, ...options }), {
    clock,
    signal: new AbortController().signal,
    environment: {},
    recordedFromUnixMs: START,
    ...changes,
  });
  const { sink } = record;
  await source.start({
    ...sink,
    open: (header) => {
      headers.push(header);
      return sink.open(header);
    },
  });
  await source.stop();
  sink.finish();
  return { ...record, source, headers };
}

const NVIDIA = { format: "nvidia-smi-query" };
const PLAIN = { format: "plain", boundary: "node-ac" };

describe("nvidia-smi's rows", () => {
  const csv = [
    "timestamp, index, power.draw [W], enforced.power.limit [W]",
    "2026/03/02 18:00:00.000, 0, 400.00 W, 700.00 W",
    "2026/03/02 18:00:00.004, 1, 500.00 W, 700.00 W",
    "2026/03/02 18:00:00.500, 0, 410.00 W, 700.00 W",
    "2026/03/02 18:00:00.504, 1, [N/A], 700.00 W",
    "2026/03/02 18:00:01.000, 0, 420.00 W, 700.00 W",
    "2026/03/02 18:00:01.004, 1, 520.00 W, 700.00 W",
    "",
  ].join("\n");
  const limit = { capWatts: 700 };

  it("are lined up with the run, each device in a trace of its own", async () => {
    const { traces, headers, raw, findings } = await read(csv, { ...NVIDIA, utcOffsetMinutes: 480 });
    expect([...traces]).toEqual([
      [
        "nvidia-smi-0",
        [
          [0, 400, limit],
          [0.5, 410, limit],
          [1, 420, limit],
        ],
      ],
      [
        "nvidia-smi-1",
        [
          [0.004, 500, limit],
          [0.504, null, limit],
          [1.004, 520, limit],
        ],
      ],
    ]);
    expect(headers[0]).toMatchObject({
      source: "nvidia-smi",
      kind: "gpu",
      device: "GPU 0",
      boundary: "board",
      quantity: "watts",
      shard: "client",
      averagingNs: 1e9,
      intervalNs: 0.5e9,
      accuracy: { relative: 0.06, absoluteWatts: 5 },
    });
    expect(findings.map(({ code }) => code)).toEqual(["power-readings-missing"]);
    // What stands in the record gives the same readings again.
    const [log] = raw.values();
    const format = findTelemetryFormat(log?.header.format ?? "");
    if (log === undefined || format === undefined) throw new Error("no raw output");
    const again = reparse(log, format).filter(({ device }) => device === "1");
    expect(again.map(({ atNs, watts }) => [atNs / 1e9, watts])).toEqual([
      [0.004, 500],
      [0.504, null],
      [1.004, 520],
    ]);
  });

  it("from before the run are left out, and need no zone where the clock had none", async () => {
    const { traces } = await read(csv, NVIDIA, { recordedFromUnixMs: START + 8 * 3_600_000 + 250 });
    expect(traces.get("nvidia-smi-0")).toEqual([
      [0.25, 410, limit],
      [0.75, 420, limit],
    ]);
  });

  it("are those of the devices that were asked for, told apart by node", async () => {
    const { traces, headers, raw, source } = await read(csv, {
      ...NVIDIA,
      utcOffsetMinutes: 480,
      devices: [1],
      node: "node-2",
      averagingSeconds: 0,
      accuracy: "unknown",
    });
    expect([...traces.keys()]).toEqual(["node-2-nvidia-smi-1"]);
    expect([...raw.keys()]).toEqual(["node-2-nvidia-smi-query"]);
    expect(source.id).toBe("node-2-recorded-telemetry");
    expect(headers).toMatchObject([{ device: "node-2 GPU 1", averagingNs: 0, accuracy: "unknown" }]);
  });

  it("of a device that is not there, of another day, or without times are refused", async () => {
    await expect(read(csv, { ...NVIDIA, utcOffsetMinutes: 480, devices: [0, 4] })).rejects.toMatchObject({
      finding: { code: "device-missing", data: { source: "recorded-telemetry", missing: "4", found: "0, 1" } },
    });
    await expect(read(csv, { ...NVIDIA, utcOffsetMinutes: 540 })).rejects.toMatchObject({
      finding: {
        code: "recorded-telemetry-elsewhere",
        data: { until: "2026-03-02T09:00:01.004Z", began: "2026-03-02T10:00:00.000Z" },
      },
    });
    const untimed = { finding: { code: "recorded-telemetry-untimed", data: { format: "nvidia-smi-query" } } };
    await expect(read("index, power.draw [W]\n0, 400.00 W\n", NVIDIA)).rejects.toMatchObject(untimed);
    await expect(read("timestamp, index, power.draw [W]\n2026/13/02 18:00:00, 0, 4 W\n", NVIDIA)).rejects.toMatchObject(
      untimed,
    );
    await expect(read("", NVIDIA)).rejects.toMatchObject(untimed);
  });
});

describe("plain readings", () => {
  it("have the boundary, the kind and the accuracy that the options say, and UTC", async () => {
    const accuracy = { relative: 0.01, absoluteWatts: 2, source: "PDU data sheet" };
    const text = [0, 1000, 2000].map((ms) => `${START + ms},Rack PDU/3,${5000 + ms}\n`).join("");
    const options = { ...PLAIN, accuracy, averagingSeconds: 0.5, utcOffsetMinutes: 480 };
    const { headers, traces } = await read(text, options);
    expect(headers).toEqual([
      {
        id: "recorded-telemetry-rack-pdu-3",
        source: "recorded-telemetry",
        kind: undefined,
        device: "Rack PDU/3",
        boundary: "node-ac",
        quantity: "watts",
        shard: "client",
        averagingNs: 0.5e9,
        intervalNs: 1e9,
        resolution: 0,
        accuracy: { ...accuracy, assumed: false },
      },
    ]);
    expect([...traces.values()]).toEqual([
      [
        [0, 5000],
        [1, 6000],
        [2, 7000],
      ],
    ]);
  });

  it("end with the last line end: what comes after it was cut off", async () => {
    const { traces, findings } = await read(`${START},a,50\r\n${START + 1000},a,60\r\n${START + 2000},a,7`, PLAIN);
    expect([...traces.values()]).toEqual([
      [
        [0, 50],
        [1, 60],
      ],
    ]);
    expect(findings).toEqual([]);
  });

  it("of devices whose names differ in signs alone are two traces", async () => {
    const { traces, findings } = await read(`${START},a/1,5\n${START},a-1,6\nnonsense\n`, PLAIN);
    expect([...traces]).toEqual([
      ["recorded-telemetry-a-1", [[0, 5]]],
      ["recorded-telemetry-a-1-1", [[0, 6]]],
    ]);
    expect(findings[0]).toMatchObject({
      code: "telemetry-unparsed",
      data: { source: "recorded-telemetry", format: "plain", lines: 1, example: "nonsense" },
    });
  });
});

describe("the source", () => {
  const refused = (options: object): readonly string[] => {
    const read = recordedTelemetrySource.optionsSchema.safeParse({ file: "power.csv", ...options });
    return read.error?.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) ?? [];
  };

  it("names the formats whose lines have times where another one is asked for", () => {
    expect(refused({ format: "npu-smi-watch" }).join()).toMatch(/format: .*nvidia-smi-query.*plain/);
    expect(refused({ format: "plain" }).join()).toMatch(/boundary: .*package.*node-ac/);
    expect(refused({ ...NVIDIA, node: "Node 1" })).toHaveLength(1);
    expect(refused({ ...NVIDIA, utcOffsetMinutes: 9000 })).toHaveLength(1);
    expect(refused(NVIDIA)).toEqual([]);
  });

  it("declares what it will read, and which option is a file", () => {
    const metersOf = (options: object) =>
      recordedTelemetrySource.meters?.(recordedTelemetrySource.optionsSchema.parse({ file: "power.csv", ...options }));
    expect(metersOf(NVIDIA)).toEqual([{ source: "nvidia-smi", kind: "gpu", boundaries: ["board"] }]);
    expect(metersOf(PLAIN)).toEqual([{ source: "recorded-telemetry", kind: undefined, boundaries: ["node-ac"] }]);
    expect(recordedTelemetrySource.files).toEqual(["file"]);
  });

  it("needs a run that has ended, on no node, and a file that is one", async () => {
    const line = `${START},a,5\n`;
    await expect(read(line, PLAIN, { recordedFromUnixMs: undefined })).rejects.toMatchObject({
      finding: { code: "recorded-telemetry-needs-clock", data: { file: "power.csv" } },
    });
    const node = { alias: "node-1", commands: { read: () => Promise.reject(), follow: () => undefined } };
    await expect(read(line, PLAIN, { node })).rejects.toMatchObject({ finding: { code: "telemetry-local-only" } });
    await expect(readFrom("/nowhere/power.csv", PLAIN)).rejects.toMatchObject({
      finding: { code: "recorded-telemetry-unreadable", data: { file: "power.csv", reason: "ENOENT" } },
    });
    const folder = join(await temporaryFolder(), "power.csv");
    await mkdir(folder);
    await expect(readFrom(folder, PLAIN)).rejects.toMatchObject({
      finding: { code: "recorded-telemetry-unreadable", data: { file: "power.csv" } },
    });
  });

  it("stops where the run is given up", async () => {
    await expect(read(`${START},a,5\n`, PLAIN, { signal: AbortSignal.abort() })).rejects.toMatchObject({
      finding: { code: "interrupted" },
    });
  });
});
