import { describe, expect, it } from "vitest";
import { dcgmiDmonFormat, parseDcgmiGpus } from "../../../src/power/parse/dcgmi-dmon.js";
import { findTelemetryFormat, telemetryFormats } from "../../../src/power/parse/formats.js";
import { nvidiaSmiDmonFormat } from "../../../src/power/parse/nvidia-smi-dmon.js";
import { parseQueryFields } from "../../../src/power/parse/nvidia-smi-fields.js";
import { nvidiaSmiQFormat } from "../../../src/power/parse/nvidia-smi-q.js";
import {
  parseGpuLinks,
  parseMigProfiles,
  parseNvLinks,
  summarizeLinks,
  summarizeNvLinks,
} from "../../../src/power/parse/nvidia-smi-topology.js";
import { parseAll, readFixture } from "./parse-all.js";

const fixture = (name: string): string => readFixture(`nvidia-smi/${name}`);

describe("nvidia-smi dmon", () => {
  it("gives whole watts by the first column's index", () => {
    const { readings, parser } = parseAll(nvidiaSmiDmonFormat, fixture("dmon-h200-load.txt"));
    expect(readings.map(({ watts }) => watts)).toEqual([630, 628, 629, 632, 630]);
    expect(readings[0]).toEqual({ device: "0", watts: 630, state: { clockHz: 1980e6, temperatureCelsius: 53 } });
    expect(parser.unknown.lines).toBe(0);
  });

  it("has whole-board watts in MIG mode, where utilization is missing", () => {
    const { readings } = parseAll(nvidiaSmiDmonFormat, fixture("dmon-h100-mig-load.txt"));
    expect(readings.map(({ watts }) => watts)).toEqual([438, 440]);
  });

  it("reads a header that comes again, a missing value, a column of times, and no line of words", () => {
    const text = [
      "# gpu    pwr",
      "# Idx      W",
      "    0      -",
      "#Time  gpu  pwr",
      "#HH:MM:SS  Idx  W",
      "10:00:00  1  70",
    ];
    const { readings, parser } = parseAll(nvidiaSmiDmonFormat, [...text, "GPU 1 is lost", "  1"].join("\n"));
    expect(readings).toEqual([
      { device: "0", watts: null },
      { device: "1", watts: 70 },
    ]);
    expect(parser.unknown).toEqual({ lines: 2, last: "1" });
  });
});

describe("nvidia-smi -q", () => {
  it("keeps the GPU's power apart from its memory's and the module's, which repeat the labels", () => {
    const { readings, parser } = parseAll(nvidiaSmiQFormat, fixture("q-h200-load.txt"));
    expect(readings).toEqual([
      {
        device: "00000000:83:00.0",
        watts: 627.32,
        state: { capWatts: 700, clockHz: 1980e6, temperatureCelsius: 52, throttled: "" },
      },
    ]);
    expect(parser.unknown.lines).toBe(0);
  });

  it("knows the section of drivers that had no module", () => {
    const { readings } = parseAll(nvidiaSmiQFormat, fixture("q-before-module.txt"));
    expect(readings).toEqual([{ device: "00000000:01:00.0", watts: 20.76, state: { capWatts: 350 } }]);
  });

  it("never takes a module's watts for a GPU's that are N/A, as on Grace superchips", () => {
    const text = fixture("q-h200-load.txt")
      .replace("627.32 W", "N/A")
      .replace("Module Power Readings\n        Average Power Draw                             : N/A", (found) =>
        found.replace("N/A", "912.00 W"),
      );
    expect(text).toContain("912.00 W");
    expect(parseAll(nvidiaSmiQFormat, text).readings[0]?.watts).toBeNull();
  });

  it("gives each device when the next begins, and the reasons that hold it back", () => {
    const block = (bus: string, watts: string): string => `GPU ${bus}
    Clocks Throttle Reasons
        Idle                              : Active
        SW Power Cap                      : Active
        HW Slowdown                       : Not Active
            HW Thermal Slowdown           : Active
    GPU Power Readings
        Average Power Draw                : ${watts}`;
    const parser = nvidiaSmiQFormat.createParser();
    const readings = `${block("00000000:01:00.0", "100.00 W")}\n${block("00000000:02:00.0", "GPU is lost")}`
      .split("\n")
      .flatMap((line) => parser.line(line));
    const state = { throttled: "SW Power Cap, HW Thermal Slowdown" };
    expect(readings).toEqual([{ device: "00000000:01:00.0", watts: 100, state }]);
    expect(parser.end()).toEqual([{ device: "00000000:02:00.0", watts: null, state }]);
    expect(parser.end()).toEqual([]);
    expect(parser.line("No devices were found")).toEqual([]);
    expect(parser.unknown.lines).toBe(1);
  });
});

describe("dcgmi dmon -e 156", () => {
  it("turns millijoules into joules by DCGM's number of the GPU", () => {
    const { readings, parser } = parseAll(dcgmiDmonFormat, readFixture("dcgmi/dmon-energy.txt"));
    expect(readings.map(({ device, joules }) => [device, joules])).toEqual([
      ["0", 15152422.938],
      ["1", 987654.321],
      ["0", 15152491.182],
      ["1", 987704.321],
      ["0", 15152559.426],
      ["1", 987754.321],
      ["0", null],
      ["1", 987804.321],
      ["0", 15152695.914],
      ["1", 987854.321],
    ]);
    expect(readings.every(({ watts }) => watts === null)).toBe(true);
    expect(parser.unknown).toEqual({ lines: 0, last: "" });
  });

  it("takes a GPU once, not again for each of its MIG instances", () => {
    const { readings, parser } = parseAll(dcgmiDmonFormat, readFixture("dcgmi/dmon-mig.txt"));
    expect(readings).toEqual([{ device: "0", watts: null, joules: 15152422.938 }]);
    // An instance without the field is understood as well.
    expect(parser.unknown.lines).toBe(0);
  });

  it("has neither 0 nor a huge number for a blank, and counts what it does not understand", () => {
    const rows = [
      "#Entity   TOTEC",
      "ID        mJ",
      "GPU 0     9223372036854775794",
      "GPU 0",
      "GPU 0     123...",
      "Error: x",
    ];
    const { readings, parser } = parseAll(dcgmiDmonFormat, rows.join("\n"));
    expect(readings).toEqual([{ device: "0", watts: null, joules: null }]);
    expect(parser.unknown).toEqual({ lines: 3, last: "Error: x" });
  });

  it("maps DCGM's numbers to UUIDs, as they need not be nvidia-smi's", () => {
    expect([...parseDcgmiGpus(readFixture("dcgmi/discovery.txt"))]).toEqual([
      ["GPU-00000001-0000-0000-0000-000000000001", "0"],
      ["GPU-00000000-0000-0000-0000-000000000000", "1"],
    ]);
    expect(parseDcgmiGpus("Error: unable to establish a connection").size).toBe(0);
  });
});

describe("--help-query-gpu", () => {
  it("lists fields with their aliases, and none of its prose", () => {
    const fields = parseQueryFields(fixture("help-query-gpu.txt"));
    for (const known of ["power.draw", "gpu.power.draw.average", "clocks.sm", "clocks_throttle_reasons.active"]) {
      expect(fields.has(known)).toBe(true);
    }
    expect([...fields].filter((name) => !/^[a-z_]+[\w.]*$/.test(name))).toEqual([]);
    expect(fields.size).toBe(23);
    expect(parseQueryFields('Field "x" is not a valid field to query.').size).toBe(0);
  });
});

describe("topology", () => {
  it.each([
    ["topo-h100-x8.txt", "NV18 full mesh", 28],
    ["topo-no-nvlink.txt", "PHB x 4, PIX x 2, SYS x 4 of 10 pairs", 10],
    ["topo-one-gpu.txt", undefined, 0],
  ])("topo -m: %s is %s", (name, summary, pairs) => {
    const links = parseGpuLinks(fixture(name));
    expect(links).toHaveLength(pairs);
    expect(summarizeLinks(links)).toBe(summary);
  });

  it.each([
    ["nvlink-h200.txt", "18 x 26.562 GB/s"],
    ["nvlink-v100-inactive.txt", "4 x 25.781 GB/s"],
    ["nvlink-h100-mig.txt", undefined],
  ])("nvlink -s: %s is %s", (name, summary) => {
    expect(summarizeNvLinks(parseNvLinks(fixture(name)))).toBe(summary);
  });

  it("counts links that are down", () => {
    expect(parseNvLinks(fixture("nvlink-v100-inactive.txt"))).toMatchObject([{ gpu: 3, inactive: 2 }]);
  });

  it("lists the instances of a GPU in MIG mode", () => {
    expect([...parseMigProfiles(fixture("list-h100-mig.txt"))]).toEqual([
      [0, ["3g.40gb", "2g.20gb", "1g.10gb", "1g.10gb"]],
    ]);
  });
});

describe("telemetryFormats", () => {
  it("have names of their own, by which raw output is understood again", () => {
    const names = telemetryFormats.map(({ name }) => name);
    expect(new Set(names).size).toBe(names.length);
    expect(names.map((name) => findTelemetryFormat(name)?.name)).toEqual(names);
    expect(findTelemetryFormat("tea-leaves")).toBeUndefined();
  });
});
