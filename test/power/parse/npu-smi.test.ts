import { describe, expect, it } from "vitest";
import { npuSmiCommonFormat, npuSmiPowerFormat } from "../../../src/power/parse/npu-smi-blocks.js";
import { npuSmiTableFormat, readNpuTable } from "../../../src/power/parse/npu-smi-table.js";
import { npuSmiWatchFormat } from "../../../src/power/parse/npu-smi-watch.js";
import { fixture, parse, SAMPLES, watts } from "./npu-smi-samples.js";

describe("the samples of npu-smi", () => {
  it.each(SAMPLES)("%s: exact watts, and a missing one is missing", async (file, format, expected, unknown) => {
    const result = parse(format, await fixture(file));
    expect(watts(result.readings)).toEqual(expected);
    expect(result.unknown.lines).toBe(unknown);
  });

  it("read with the line ends of another system", async () => {
    const output = (await fixture("table-a3.txt")).replaceAll("\n", "\r\n");
    expect(watts(parse(npuSmiTableFormat, output).readings)).toEqual([
      ["0-0", 178.8],
      ["1-0", 185.4],
    ]);
  });
});

describe("state beside the watts", () => {
  it("is the temperature of the chip, where the table and the watch print it", async () => {
    const table = parse(npuSmiTableFormat, await fixture("table-310p.txt"));
    expect(table.readings.map(({ state }) => state)).toEqual([{ temperatureCelsius: 45 }, { temperatureCelsius: 43 }]);
    const watched = parse(npuSmiWatchFormat, await fixture("watch-950.txt"));
    expect(watched.readings.map(({ state }) => state)).toEqual([
      { temperatureCelsius: 56 },
      undefined,
      { temperatureCelsius: 56 },
    ]);
  });

  it("is the clock too in the common form, each chip's its own and the MCU's apart", async () => {
    const a3 = parse(npuSmiCommonFormat, await fixture("common-a3.txt"));
    expect(a3.readings.map(({ state }) => state)).toEqual([
      { temperatureCelsius: 36, clockHz: 800e6 },
      { temperatureCelsius: 35, clockHz: 1800e6 },
    ]);
    const board = parse(npuSmiCommonFormat, await fixture("common-910b-mcu-watts.txt"));
    expect(board.readings[1]?.state).toEqual({ temperatureCelsius: 50 });
    const power = parse(npuSmiPowerFormat, await fixture("power-910b.txt"));
    expect(power.readings[0]?.state).toBeUndefined();
  });
});

describe("what is not understood", () => {
  it("is counted with an example, and what stands around it is read", async () => {
    const common = parse(npuSmiCommonFormat, await fixture("common-910b.txt"));
    expect(common.unknown).toEqual({ lines: 1, last: "Temperature(C)                 : 5x" });
    const power = parse(npuSmiPowerFormat, await fixture("power-a3.txt"));
    expect(power.unknown.last).toBe("This device does not support querying power.");
  });

  it("half a row is no row, and half a chip is no chip", async () => {
    const whole = await fixture("table-910b2c.txt");
    const cutInFirstRow = whole.slice(0, whole.indexOf("103.1") + 2);
    const first = parse(npuSmiTableFormat, cutInFirstRow);
    expect(watts(first.readings)).toEqual([["0-0", 86.8]]);
    expect(first.unknown).toEqual({ lines: 1, last: "| 1     910B2C              | OK            | 10" });
    const cutInSecondRow = parse(npuSmiTableFormat, whole.slice(0, whole.indexOf("59351")));
    expect(watts(cutInSecondRow.readings)).toEqual([["0-0", 86.8]]);
  });

  it("watts that are no number are missing, and the line is shown", async () => {
    const table = parse(npuSmiTableFormat, (await fixture("table-910b.txt")).replace("88.9", "8x.9"));
    expect(watts(table.readings)).toEqual([["2-0", null]]);
    expect(table.unknown.lines).toBe(1);
    const power = parse(npuSmiPowerFormat, (await fixture("power-910b.txt")).replace("103.5", "-103.5"));
    expect(watts(power.readings)).toEqual([["0-0", null]]);
    expect(power.unknown.lines).toBe(1);
    const watched = parse(npuSmiWatchFormat, (await fixture("watch-910b.txt")).replace("90.2", "9O.2"));
    expect(watts(watched.readings)[1]).toEqual(["2-0", null]);
    expect(watched.unknown.lines).toBe(1);
  });

  it("`-` speaks for another die only where there is one before it", () => {
    const header = "NpuID(Idx)  ChipId(Idx) Pwr(W)      Temp(C)     ";
    const watched = parse(npuSmiWatchFormat, [header, "0  0  -  36", "0  1  -  36"].join("\n"));
    expect(watts(watched.readings)).toEqual([["0-0", null]]);
  });

  it("rows of the watch without a header, or with a cell too few, are unknown", () => {
    const rows = ["2  0  90.1  34", "NpuID(Idx)  ChipId(Idx) Pwr(W)      Temp(C)", "2  0  90.1", "2  0  90.4  34"];
    const watched = parse(npuSmiWatchFormat, rows.join("\n"));
    expect(watts(watched.readings)).toEqual([["2-0", 90.4]]);
    expect(watched.unknown).toEqual({ lines: 2, last: "2  0  90.1" });
  });

  it("a parser forgets at the end of an output what it held of it", () => {
    const parser = npuSmiPowerFormat.createParser();
    parser.line("NPU ID : 3");
    parser.line("NPU Real-time Power(W) : 80.0");
    expect(parser.end()).toEqual([{ device: "3-0", watts: 80 }]);
    expect([...parser.line("NPU Real-time Power(W) : 81.0"), ...parser.end()]).toEqual([{ device: "chip", watts: 81 }]);
  });
});

describe("the table as a whole", () => {
  it("names every chip, its die over the node, and the versions", async () => {
    const table = readNpuTable(await fixture("table-a3.txt"));
    expect(table).toMatchObject({ toolVersion: "24.1.rc3.7", driverVersion: "24.1.rc3.7" });
    expect(table.chips.map(({ npu, chip, physicalId, watts: cell }) => [npu, chip, physicalId, cell])).toEqual([
      [0, 0, 0, 178.8],
      [0, 1, 1, "elsewhere"],
      [1, 0, 2, 185.4],
      [1, 1, 3, "elsewhere"],
    ]);
    expect(table.chips[3]).toMatchObject({ name: "Ascend910", health: "OK", busId: "0000:9B:00.0" });
    expect(readNpuTable(await fixture("table-950.txt")).chips.map(({ name, health }) => [name, health])).toEqual([
      ["Ascend950PR", "Alarm"],
      ["Ascend950PR", "OK"],
    ]);
  });
});
