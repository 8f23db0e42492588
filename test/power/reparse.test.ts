import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import type { PowerTrace } from "../../src/model/power-trace.js";
import type { RawLog } from "../../src/model/raw-log.js";
import type { Command } from "../../src/power/acquire/command.js";
import { createLocalCommands } from "../../src/power/acquire/local-command.js";
import { createFollowedSource } from "../../src/power/followed-source.js";
import { findTelemetryFormat, telemetryFormats } from "../../src/power/parse/formats.js";
import { npuSmiTableFormat } from "../../src/power/parse/npu-smi-table.js";
import { nvidiaSmiQueryFormat } from "../../src/power/parse/nvidia-smi-query.js";
import { createPowerSink } from "../../src/power/recording.js";
import { reparse } from "../../src/power/reparse.js";
import { createWalkedSource } from "../../src/power/walked-source.js";
import { readRawLogs } from "../../src/records/raw-log-reader.js";
import { createRedactor } from "../../src/records/redact.js";
import { readRun } from "../../src/records/run-reader.js";
import { createRunWriter } from "../../src/records/run-writer.js";
import { ENDING, startManifest } from "../records/sample-run.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { SECOND, watts } from "./memory-record.js";

const FIXTURES = join(import.meta.dirname, "parse/fixtures");

/** A tool in node: what it prints is made in `print`, from the number of its call or line. */
const tool = (source: string): Command => [process.execPath, "-e", source];

/** Columns that a redactor might take for addresses, paths or secrets. */
const QUERY_TOOL = tool(`
  console.log("timestamp, index, uuid, pci.bus_id, power.draw [W], clocks.sm [MHz], temperature.gpu, serial");
  let round = 0;
  const print = () => {
    for (const gpu of [0, 1]) {
      const uuid = "GPU-6d5c0ac5-97f2-4a2b-9d0f-5b1b0c1d2e3" + gpu;
      const watts = gpu === 1 && round === 2 ? "[N/A]" : (67.25 + round + gpu / 10).toFixed(2) + " W";
      const stamp = "2026/08/22 12:00:" + String(10 + round % 50) + ".123";
      console.log([stamp, gpu, uuid, "00000000:9D:0" + gpu + ".0", watts, "345 MHz", 36, "1650523012345"].join(", "));
    }
    round += 1;
  };
  print();
  setInterval(print, 50);`);

const TABLE_TOOL = tool(`
  const watts = (160 + Number(process.hrtime.bigint() % 400n) / 10).toFixed(1);
  console.log(\`
+------------------------------------------------------------------------------------------------+
| npu-smi 23.0.2.1                 Version: 23.0.2.1                                             |
+---------------------------+---------------+----------------------------------------------------+
| NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|
| Chip  Phy-ID              | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |
+===========================+===============+====================================================+
| 0     Ascend910           | OK            | \${watts}       36                0    / 0             |
| 0     0                   | 0000:9D:00.0  | 0           0    / 0          3397 / 65536         |
+------------------------------------------------------------------------------------------------+
| 0     Ascend910           | OK            | -           36                0    / 0             |
| 1     1                   | 0000:9F:00.0  | 0           0    / 0          3186 / 65536         |
+===========================+===============+====================================================+\`);`);

async function recordRun() {
  const clock = createMonotonicClock();
  const { signal } = new AbortController();
  const writer = await createRunWriter({ resultsDir: await temporaryFolder(), manifest: startManifest("run-1") });
  const sink = createPowerSink({ writer, clock });
  const access = createLocalCommands({ clock, signal, environment: { PATH: process.env["PATH"] } });
  const common = { intervalNs: 0.05 * SECOND, access, clock, signal };
  const sources = [
    createFollowedSource({
      ...common,
      id: "query",
      devices: [watts("0", { id: "gpu-0" }), watts("1", { id: "gpu-1" })],
      format: nvidiaSmiQueryFormat,
      rawId: "query",
      command: QUERY_TOOL,
    }),
    createWalkedSource({
      ...common,
      id: "table",
      devices: [watts("0-0", { id: "npu-0" })],
      format: npuSmiTableFormat,
      rawId: "table",
      commands: [TABLE_TOOL],
      limitNs: 60 * SECOND,
    }),
  ];
  for (const source of sources) await source.start(sink);
  const untilNs = clock.nowNs() + SECOND;
  await new Promise<void>((resolve) => clock.schedule(untilNs, resolve));
  for (const source of sources) await source.stop();
  sink.finish();
  await writer.finish(ENDING);
  const { power } = await readRun(writer.directory);
  const { logs } = await readRawLogs(writer.directory);
  return { power, logs };
}

/** What a device's trace must be by its raw output. */
function traceOf(
  logs: readonly RawLog[],
  rawId: string,
  device: string,
): Pick<PowerTrace, "timesNs" | "values" | "states" | "missing"> {
  const log = logs.find(({ header }) => header.id === rawId);
  const format = findTelemetryFormat(log?.header.format ?? "");
  const readings = log === undefined || format === undefined ? [] : reparse(log, format);
  const own = readings.filter((reading) => reading.device === device);
  const present = own.filter((reading) => reading.watts !== null);
  return {
    timesNs: present.map(({ atNs }) => atNs),
    values: present.map((reading) => reading.watts as number),
    states: present.map(({ state }) => state),
    missing: own.length - present.length,
  };
}

describe("reparse", () => {
  it("gives exactly the traces of the run from its record", async () => {
    const { power, logs } = await recordRun();
    const recorded = new Map(power.map(({ header, ...trace }) => [header.id, trace]));
    expect(recorded.get("gpu-0")?.values.length).toBeGreaterThan(3);
    expect(recorded.get("gpu-1")?.missing).toBe(1);
    expect(recorded.get("npu-0")?.values.length).toBeGreaterThan(1);
    expect(recorded.get("gpu-0")).toEqual(traceOf(logs, "query", "0"));
    expect(recorded.get("gpu-1")).toEqual(traceOf(logs, "query", "1"));
    expect(recorded.get("npu-0")).toEqual(traceOf(logs, "table", "0-0"));
    expect(recorded.get("npu-0")?.states.every((state) => (state?.withinNs ?? 0) > 0)).toBe(true);
  });

  it("gives what every fixture gives, after secrets and hosts were taken out of it", async () => {
    const redactor = createRedactor({ hostName: "npu.example", homeFolder: "/home/smi" });
    const names = (await readdir(FIXTURES, { recursive: true })).filter((name) => /\.(?:txt|csv)$/.test(name));
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) {
      const text = await readFile(join(FIXTURES, name), "utf8");
      for (const format of telemetryFormats) {
        const logOf = (output: string): RawLog => ({
          header: { id: "x", format: format.name, framing: "outputs", origin: [], shard: "client" },
          entries: [{ atNs: 1, withinNs: 0, text: output }],
        });
        expect([name, reparse(logOf(redactor.toolOutput(text)), format)]).toEqual([name, reparse(logOf(text), format)]);
      }
    }
  });

  it("does not complete a stream's last block, which is cut off anywhere", () => {
    const held: string[] = [];
    const format = {
      name: "held",
      createParser: () => ({
        line: (text: string) => (held.push(text) > 1 ? [{ device: held.at(-2) ?? "", watts: 1 }] : []),
        end: () => [{ device: held.at(-1) ?? "", watts: 1 }],
        unknown: { lines: 0, last: "" },
      }),
    };
    const log = (framing: "lines" | "outputs"): RawLog => ({
      header: { id: "x", format: "held", framing, origin: [], shard: "client" },
      entries: [
        { atNs: 1, withinNs: 0, text: "a" },
        { atNs: 2, withinNs: 0, text: "b" },
      ],
    });
    expect(reparse(log("lines"), format).map(({ device, atNs }) => [device, atNs])).toEqual([["a", 2]]);
  });
});
