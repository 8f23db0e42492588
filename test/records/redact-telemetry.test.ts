import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/records/redact.js";

const redactor = createRedactor({ hostName: "falcon.lab.example", homeFolder: "/home/ada" });

/** Lines of tools as reference/power-and-mlperf.md quotes them (sections 2.1, 2.3, 3.1 to 3.4), UUIDs made up. */
const TOOL_OUTPUT = [
  "| npu-smi 24.1.rc3.7               Version: 24.1.rc3.7                                           |",
  "| npu-smi 23.0.2.1                 Version: 23.0.2.1                                             |",
  "| NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|",
  "| Chip  Phy-ID              | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |",
  "+===========================+===============+====================================================+",
  "| 0     Ascend910           | OK            | 178.8       36                0    / 0             |",
  "| 0     0                   | 0000:9D:00.0  | 0           0    / 0          3397 / 65536         |",
  "| 0     0                   | 0000:9D:00.0  | 0           0    /0           3397/65536           |",
  "| 0     Ascend910           | OK            | -           36                0    / 0             |",
  "        NPU Real-time Power(W)         : 103.5",
  "        Firmware Version               : 7.1.0.6.220",
  "        Software Version               : 24.1.0.3",
  "        PCIe Bus Info                  : 0000:C1:00.0",
  "        VDie ID                        : 185011D4 21104518 A0C4ED94 14CC040A 56102003",
  "NpuID(Idx)  ChipId(Idx) Pwr(W)      Temp(C)     AI Core(%)  AI Cpu(%)   Ctrl Cpu(%) Memory(%)   Memory BW(%)",
  "2           0           90.1        34          0           0           2           5           0",
  'npu_chip_info_power{container_name="",id="0",model_name="910A-Ascend-V1",pcie_bus_info="0000:61:00.0",vdie_id="185011D4-21104518-A0C4ED94-14CC040A-56102003"} 103.5 1723621883587',
  "timestamp, index, uuid, pci.bus_id, power.draw.average [W], enforced.power.limit [W], clocks.current.sm [MHz]",
  "2026/11/22 22:04:32.123, 0, GPU-6d5c0ac5-5d3f-7c4a-9b1c-7b0a1c2d3e4f, 00000000:1B:00.0, 123.45 W, 700.00 W, 1980 MHz, 0x0000000000000004",
  "2026/11/22 22:04:32.123, 3, GPU-6d5c0ac5-5d3f-7c4a-9b1c-7b0a1c2d3e4f, 00000008:06:00.0, [N/A], [Not Supported], [GPU is lost]",
  "Sun Nov 22 22:04:32 2026",
  "| NVIDIA-SMI 590.48.01              Driver Version: 590.48.01      CUDA Version: 13.1     |",
  "| N/A   33C    P0             71W /  700W |       1MiB /  81559MiB |      0%      Default |",
  "GPU0\t X \tNV18\tNV18\tSYS\t0-47,96-143\t0\t\tN/A",
  "  MIG 1g.10gb Device 0: (UUID: MIG-3eb87630-93d5-b2b6-b8ff-9b359caf4ee2)",
  "VBIOS Version                         : 96.00.74.00.01",
  'DCGM_FI_DEV_POWER_USAGE{gpu="0",UUID="GPU-6d5c0ac5-5d3f-7c4a-9b1c-7b0a1c2d3e4f",pci_bus_id="00000000:37:00.0",device="nvidia0",node="0"} 68.244000',
  "affinity 0:1:2:3:4:5:6:7",
  "This reading is accurate to within +/- 5 watts, or +/-1.5 %.",
];

describe("what tools print of their devices", () => {
  it.each(TOOL_OUTPUT)("stays: %s", (line) => {
    expect(redactor.toolOutput(line)).toBe(line);
    expect(redactor.text(line)).toBe(line);
  });

  it("stays as a whole, over many lines", () => {
    const output = TOOL_OUTPUT.join("\n");
    expect(redactor.toolOutput(output)).toBe(output);
  });

  it.each(["npu", "gpu1", "NVIDIA", "npu.lab.example", "h200", "power"])(
    "stays on a machine that is called %s",
    (hostName) => {
      const namesake = createRedactor({ hostName, homeFolder: "/root" });
      for (const line of TOOL_OUTPUT) expect(namesake.toolOutput(line)).toBe(line);
      expect(namesake.text(`on ${hostName} now`)).toBe("on <host> now");
    },
  );

  it("keeps every bus id, UUID and local time", () => {
    const hex = (digits: number) =>
      fc
        .integer({ min: 0, max: 16 ** digits - 1 })
        .map((number) => number.toString(16).padStart(digits, "0").toUpperCase());
    const busId = fc
      .tuple(fc.oneof(hex(4), hex(8)), hex(2), hex(2), fc.integer({ min: 0, max: 7 }))
      .map(([domain, bus, device, slot]) => `${domain}:${bus}:${device}.${slot}`);
    const uuid = fc.tuple(fc.constantFrom("GPU", "MIG"), fc.uuid()).map(([kind, id]) => `${kind}-${id}`);
    const time = fc
      .date({ min: new Date("2020-01-01"), max: new Date("2040-01-01"), noInvalidDate: true })
      .map((date) => date.toISOString().replace("T", " ").replaceAll("-", "/").replace("Z", ""));
    const cell = fc.oneof(busId, uuid, time, fc.constantFrom("N/A", "[N/A]", "-", "NA", "0 / 0", "178.8", "P0"));
    const separator = fc.constantFrom(", ", " | ", "  ", "\t", ",");
    fc.assert(
      fc.property(fc.array(cell, { minLength: 1, maxLength: 8 }), separator, (cells, between) => {
        const line = cells.join(between);
        expect(redactor.toolOutput(line)).toBe(line);
      }),
      { numRuns: 1000 },
    );
  });
});

describe("what must not stay, wherever a tool prints it", () => {
  it.each([
    ['npu_power{id="0",Hostname="cp-bm14r7"} 68', 'npu_power{id="0",Hostname="<host>"} 68'],
    ['up{instance="node7:9400",node="worker-1"} 1', 'up{instance="<host>:9400",node="<host>"} 1'],
    ["Ascend910-0,host=node7 npu_chip_info_power=73.9", "Ascend910-0,host=<host> npu_chip_info_power=73.9"],
    ["ipaddr:29.1.112.213", "ipaddr:<host>"],
    ["read on falcon, 90.1 W", "read on <host>, 90.1 W"],
    ["/usr/local/Ascend/driver/tools/hccn_tool: not found", "<path>/hccn_tool: not found"],
    [
      "ssh: connect to host node7 port 22: Connection refused",
      "ssh: connect to host <host> port 22: Connection refused",
    ],
    ["ssh: Could not resolve hostname node7: unknown", "ssh: Could not resolve hostname <host>: unknown"],
    ["Permanently added 'node7' (ED25519) to the list", "Permanently added '<host>' (ED25519) to the list"],
    ["Connection to node7 closed by remote host.", "Connection to <host> closed by remote host."],
    ["ssh -p 2222 node-7 npu-smi info", "ssh -p 2222 <host> npu-smi info"],
  ])("%s becomes %s", (text, expected) => {
    for (const redacted of [redactor.toolOutput, redactor.text]) {
      expect(redacted(text)).toBe(expected);
      expect(redacted(expected)).toBe(expected);
    }
  });

  it.each([
    "ssh is not installed",
    "Connection to localhost closed",
    "host=127.0.0.1:8000",
    "the host has no port",
    "via ssh with keys",
  ])("%s stays", (text) => {
    expect(redactor.text(text)).toBe(text);
  });
});

describe("words of a command", () => {
  it.each([
    [
      ["ssh", "node7", "nvidia-smi", "-i", "0"],
      ["ssh", "<host>", "nvidia-smi", "-i", "0"],
    ],
    [
      ["/usr/bin/ssh", "-o", "BatchMode=yes", "-p", "22", "ada@node7", "npu-smi"],
      ["<path>/ssh", "-o", "BatchMode=yes", "-p", "22", "<user>@<host>", "npu-smi"],
    ],
    [
      ["sudo", "ssh", "-l", "ada", "-J", "jump1,jump2", "node7", "npu-smi", "info"],
      ["sudo", "ssh", "-l", "<user>", "-J", "<host>,<host>", "<host>", "npu-smi", "info"],
    ],
    [
      ["srun", "-w", "node[1-8]", "--nodelist=node7,node8", "nvidia-smi"],
      ["srun", "-w", "<host>", "--nodelist=<host>,<host>", "nvidia-smi"],
    ],
    [
      ["serve", "--host", "node7", "--port", "80", "-w", "5"],
      ["serve", "--host", "<host>", "--port", "80", "-w", "5"],
    ],
  ])("%j become %j", (words, expected) => {
    expect(redactor.value(words)).toEqual(expected);
    expect(redactor.value(expected)).toEqual(expected);
  });

  it.each([
    [["serve", "--host", "127.0.0.1", "--port", "80"]],
    [["nvidia-smi", "--query-gpu=power.draw", "--format=csv", "--loop-ms=100"]],
    [["npu-smi", "info", "watch", "-i", "0", "-d", "1"]],
    [["ssh", "localhost", "nvidia-smi"]],
    [["ssh"]],
    [["--host", "--port"]],
  ])("%j stay", (words) => {
    expect(redactor.value(words)).toEqual(words);
  });
});
