import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readAscendRelease, readCannRelease } from "../../../src/power/parse/ascend-versions.js";
import {
  generationOf,
  readNpuBoard,
  readNpuList,
  readNpuMapping,
  readSuperPodPlace,
} from "../../../src/power/parse/npu-smi-facts.js";
import { readNpuTopology } from "../../../src/power/parse/npu-smi-topology.js";
import { fixture } from "./npu-smi-samples.js";

describe("the board of an NPU", () => {
  it("tells its generation by the PCI device, and what is `NA` is not told", async () => {
    const boards = ["board-a3.txt", "board-910b.txt", "board-310p.txt"];
    const [a3, a2, a310p] = await Promise.all(boards.map(async (name) => readNpuBoard(await fixture(name))));
    expect(a3).toEqual({ productName: "IT22HMDA_2_S", pciDeviceId: "0xD803", chipCount: 2 });
    expect(a310p).toEqual({
      productName: "IT21PD2G10",
      driverVersion: "25.5.1",
      firmwareVersion: "7.8.0.6.201",
      pciDeviceId: "0xD500",
      chipCount: 2,
    });
    expect([a3, a2, a310p].map((board) => generationOf(board?.pciDeviceId ?? ""))).toEqual(["A3", "A2", "310P"]);
    expect(generationOf("0xd806")).toBe("950");
    expect(generationOf("0xFFFF")).toBeUndefined();
    expect(readNpuBoard("Product Name : NA\nChip Count : two")).toEqual({});
  });
});

describe("the topology", () => {
  it("counts the pairs by how they are joined, and does not read the legend", async () => {
    expect(readNpuTopology(await fixture("topo-910b.txt"))?.pairs).toEqual({ HCCS: 28 });
    expect(readNpuTopology(await fixture("topo-a3.txt"))).toEqual({
      chips: ["Phy-ID12", "Phy-ID13"],
      pairs: { SIO: 1 },
    });
  });

  it("leaves network cards out", () => {
    const matrix = [
      "\t   Phy-ID0    Phy-ID1    NIC0         NIC1         ",
      "Phy-ID0    X          SIO        PHB        NA         ",
      "Phy-ID1    SIO        X          NA         PHB        ",
      "NIC0    PHB        NA         X          NA         ",
    ];
    expect(readNpuTopology(matrix.join("\n"))?.pairs).toEqual({ SIO: 1 });
  });

  it("is not made up from half a matrix, or from none", async () => {
    const whole = await fixture("topo-910b.txt");
    expect(readNpuTopology(whole.slice(0, whole.indexOf("NPU5       HCCS")))).toBeUndefined();
    expect(readNpuTopology("This device does not support querying topo.\n")).toBeUndefined();
    expect(readNpuTopology("")).toBeUndefined();
  });
});

describe("lists of NPUs", () => {
  it("the mapping, without its MCUs, in all its layouts", async () => {
    expect(readNpuMapping(await fixture("mapping-a3.txt"))).toEqual([
      { npu: 0, chip: 0, name: "Ascend910" },
      { npu: 0, chip: 1, name: "Ascend910" },
      { npu: 1, chip: 0, name: "Ascend910" },
    ]);
    expect(readNpuMapping(await fixture("mapping-310p.txt"))).toEqual([{ npu: 4, chip: 0, name: "Ascend 310P3" }]);
    expect(readNpuMapping(await fixture("mapping-950.txt"))).toEqual([
      { npu: 0, chip: 0, name: "Ascend950PR" },
      { npu: 1, chip: 0, name: "Ascend950PR" },
    ]);
    expect(readNpuMapping("There is no NPU card on this server.")).toEqual([]);
  });

  it("the list, with the chips of each", async () => {
    expect(readNpuList(await fixture("list-910b.txt"))).toEqual([
      { npu: 0, chips: 1 },
      { npu: 7, chips: 2 },
    ]);
    expect(readNpuList(await fixture("list-950.txt"))).toEqual([
      { npu: 0, chips: 1 },
      { npu: 3, chips: 1 },
    ]);
  });
});

describe("versions and places", () => {
  it("of driver, firmware and CANN", async () => {
    expect(readAscendRelease(await fixture("driver-version.info"))).toBe("25.3.rc1");
    expect(readAscendRelease("Version=7.35.23\npackage_version=26.0.rc1\n")).toBe("26.0.rc1");
    expect(readAscendRelease(await fixture("firmware-version.info"))).toBe("7.7.0.1.231");
    expect(readCannRelease(await fixture("ascend_toolkit_install.info"))).toBe("8.3.RC1");
    expect(readCannRelease("")).toBeUndefined();
  });

  it("in the super-node; an id of 0 is an id", async () => {
    expect(readSuperPodPlace(await fixture("spod-info.txt"))).toEqual({ size: 384, id: 0, serverIndex: 4 });
    expect(readSuperPodPlace("This device does not support querying spod-info.")).toEqual({});
  });
});

it("readers never throw", () => {
  const pieces = fc.oneof(
    fc.string(),
    fc.constantFrom(
      "NPU ID",
      "Chip ID",
      "Chip Name",
      ":",
      "=",
      "NPU0",
      "Phy-ID1",
      "X",
      "\n",
      "\t",
      "  ",
      "0",
      "Mcu",
      "-",
    ),
  );
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
      const text = parts.join("");
      readNpuBoard(text);
      readNpuTopology(text);
      readNpuMapping(text);
      readNpuList(text);
      readSuperPodPlace(text);
      readAscendRelease(text);
      readCannRelease(text);
    }),
    { numRuns: 500 },
  );
});
