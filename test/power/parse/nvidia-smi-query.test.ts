import { describe, expect, it } from "vitest";
import { nvidiaSmiQueryFormat } from "../../../src/power/parse/nvidia-smi-query.js";
import { throttleWords } from "../../../src/power/parse/nvidia-smi-values.js";
import { parseAll, readFixture } from "./parse-all.js";

/** Readings of rows below a header, with how many lines nobody understood. */
function parse(lines: readonly string[]) {
  const { readings, parser } = parseAll(nvidiaSmiQueryFormat, lines.join("\n"));
  return { readings, unknown: parser.unknown.lines };
}

const wattsOf = (lines: readonly string[]) => parse(lines).readings.map(({ device, watts }) => [device, watts]);

describe("real captures of --query-gpu", () => {
  it.each([
    ["h200-idle", 77.71, { capWatts: 700, clockHz: 345e6, temperatureCelsius: 28, throttled: "" }],
    ["h200-load", 627.4, { capWatts: 700, clockHz: 1980e6, temperatureCelsius: 52, throttled: "" }],
    ["h100-sxm-load", 631.95, { capWatts: 700, clockHz: 1980e6, temperatureCelsius: 59, throttled: "" }],
    ["h100-mig-load", 433.78, { capWatts: 700, clockHz: 1980e6, temperatureCelsius: 53, throttled: "" }],
    ["l40s-edge", 144.97, { capWatts: 350, clockHz: 2520e6, temperatureCelsius: 63, throttled: "" }],
    // No average before Ampere: the plain draw, which is the instant there.
    [
      "rtx-2080-super-idle",
      39.32,
      { capWatts: 250, clockHz: 765e6, temperatureCelsius: 40, throttled: "SW Power Cap" },
    ],
    ["h200-all-fields", 85.12, { capWatts: 700, clockHz: 345e6, temperatureCelsius: 37, throttled: "" }],
  ])("%s: %d W", (name, watts, state) => {
    const { readings, parser } = parseAll(nvidiaSmiQueryFormat, readFixture(`nvidia-smi/${name}.csv`));
    expect(readings).toEqual([{ device: "0", watts, state }]);
    expect(parser.unknown).toEqual({ lines: 0, last: "" });
  });

  it("a100-nounits: 56.12 W, of a machine with one GPU and no column that names it", () => {
    const { readings, parser } = parseAll(nvidiaSmiQueryFormat, readFixture("nvidia-smi/a100-nounits.csv"));
    expect(readings).toEqual([{ device: "0", watts: 56.12, state: { clockHz: 1410e6, temperatureCelsius: 37 } }]);
    expect(parser.unknown.lines).toBe(0);
  });
});

describe("columns and units", () => {
  it("are found by name, in any order, under their old and new names", () => {
    expect(
      parse([
        "gpu.power.requested_limit [W], clocks_throttle_reasons.active, power.draw [W], clocks.sm [MHz], index",
        "500.00 W, 0x0000000000000048, 312.50 W, 1410 MHz, 3",
      ]).readings,
    ).toEqual([
      {
        device: "3",
        watts: 312.5,
        state: { capWatts: 500, clockHz: 1410e6, throttled: "HW Slowdown, HW Thermal Slowdown" },
      },
    ]);
  });

  it("keep to the average, never to the instant or to the module with its CPU", () => {
    const header =
      "index, power.draw.instant [W], module.power.draw.average [W], power.draw.average [W], power.draw [W]";
    expect(wattsOf([header, "0, 700.00 W, 900.00 W, 600.00 W, 601.00 W"])).toEqual([["0", 600]]);
    expect(wattsOf([header, "0, 700.00 W, 900.00 W, [N/A], 601.00 W"])).toEqual([["0", 601]]);
    expect(wattsOf([header, "0, 700.00 W, 900.00 W, [N/A], [N/A]"])).toEqual([["0", null]]);
  });

  it("may change in the middle: the unit beside a value wins, then the header's", () => {
    expect(
      wattsOf([
        "index, power.draw [W]",
        "0, 627.40 W",
        "0, 627400 mW",
        "0, 0.62740 kW",
        "0, 627.40",
        "index, power.draw [mW]",
        "0, 627400",
        "0, 627.40 W",
        "power.draw [W], index",
        "627.40 W, 0",
      ]).map(([, watts]) => watts),
    ).toEqual([627.4, 627.4, 627.4, 627.4, 627.4, 627.4, 627.4]);
  });

  it("that nobody knows give a missing reading, and the line is counted", () => {
    expect(parse(["index, power.draw [BTU/h]", "0, 627.40", "0, -5.00 W", "0, many W", "0, 0.00 W"])).toEqual({
      readings: [
        { device: "0", watts: null },
        { device: "0", watts: null },
        { device: "0", watts: null },
        { device: "0", watts: 0 },
      ],
      unknown: 3,
    });
  });
});

describe("what is missing", () => {
  it.each([
    "[N/A]",
    "N/A",
    "[Not Supported]",
    "[Unknown Error]",
    "[Insufficient Permissions]",
    "[GPU requires reset]",
    "[Requested functionality has been deprecated]",
    "Unknown Error",
    "",
  ])('"%s" is no reading, and never 0', (word) => {
    expect(parse(["index, power.draw [W], temperature.gpu", `2, ${word}, 40`])).toEqual({
      readings: [{ device: "2", watts: null, state: { temperatureCelsius: 40 } }],
      unknown: 0,
    });
  });

  it("a cut row, a row of words, and a row before any header are no readings at all", () => {
    const header = "index, name, power.draw [W], clocks_event_reasons.active";
    const { readings, unknown } = parse([
      "0, NVIDIA H200, 627.40 W",
      header,
      "0, NVIDIA H200, 62",
      "Segmentation fault",
    ]);
    expect(readings).toEqual([]);
    expect(unknown).toBe(3);
  });
});

describe("a device that is lost", () => {
  const header = "index, uuid, power.draw [W], temperature.gpu";
  const others = [header, "0, GPU-0, 100.00 W, 40", "7, GPU-7, 300.00 W, 40"];

  it.each([
    "Unable to determine the device handle for GPU5: 0000:5F:00.0: Unknown Error",
    "Unable to determine the device handle for GPU 0000:5F:00.0: GPU is lost.  Reboot the system to recover this GPU",
    "Unable to determine the device handle for gpu 00000000:5f:00.0: Not Found",
    "No devices were found",
    "Failed to initialize NVML: Unknown Error",
    "NVIDIA-SMI has failed because it couldn't communicate with the NVIDIA driver.",
    "[GPU is lost], GPU-5, [GPU is lost], [GPU is lost]",
    "5, GPU-5, [GPU is lost], [GPU is lost]",
    "[Unknown Error], GPU-5, 200.00 W, 40",
  ])("has no reading, and the others keep theirs: %s", (words) => {
    expect(parse([...others, words, ...others])).toEqual({
      readings: parse([...others, ...others]).readings,
      unknown: 0,
    });
  });

  it("is named by what there is: its index, else its UUID, else its bus", () => {
    expect(wattsOf(["uuid, pci.bus_id, power.draw [W]", "GPU-5, 00000000:5F:00.0, 1 W"])).toEqual([["GPU-5", 1]]);
    expect(wattsOf(["power.draw [W], pci.bus_id", "1 W, 00000000:5F:00.0"])).toEqual([["00000000:5F:00.0", 1]]);
  });
});

describe("throttleWords", () => {
  it("tells every reason but idleness and clocks that somebody asked for", () => {
    expect(throttleWords("0x0000000000000000")).toBe("");
    expect(throttleWords("0x0000000000000003")).toBe("");
    expect(throttleWords("0x00000000000001FF")).toBe(
      "SW Power Cap, HW Slowdown, Sync Boost, SW Thermal Slowdown, HW Thermal Slowdown, HW Power Brake Slowdown, Display Clock Setting",
    );
    expect(throttleWords("0x8000000000000204")).toBe("SW Power Cap, 0x8000000000000200");
    expect(throttleWords("Not Active")).toBeUndefined();
  });
});
