import type { Random } from "../../src/contract/random.js";
import { deviceNumbers, digits, type SampleOutput, wattsReadings } from "./sample-output.js";

const sampleValue = (random: Random): string => `${digits(random, 3)}.${digits(random, 1)}`;

/** `npu-smi info` on A3: two dies a package, whose watts stand beside the first. */
export const tableOutput: SampleOutput = {
  format: "npu-smi-table",
  quantity: "watts",
  preamble: () => [],
  round: (values, random) => {
    const rule = `+${"-".repeat(27)}+${"-".repeat(15)}+${"-".repeat(52)}+`;
    const double = rule.replaceAll("-", "=");
    const npus = deviceNumbers(values);
    const lines = [
      `+${"-".repeat(96)}+`,
      "| npu-smi 24.1.rc3.7               Version: 24.1.rc3.7                                           |",
      rule,
      "| NPU   Name                | Health        | Power(W)    Temp(C)           Hugepages-Usage(page)|",
      "| Chip  Phy-ID              | Bus-Id        | AICore(%)   Memory-Usage(MB)  HBM-Usage(MB)        |",
      double,
    ];
    for (const [index, npu] of npus.entries()) {
      for (const chip of [0, 1]) {
        const watts = chip === 0 ? (values[index] ?? "") : "-";
        const physical = String(2 * index + chip).padEnd(19);
        const [celsius, used] = [digits(random, 2), digits(random, 4)];
        lines.push(
          `| ${String(npu).padEnd(5)} Ascend910           | OK            | ${watts.padEnd(11)} ${celsius}                1    / 1             |`,
          `| ${chip}     ${physical} | 1111:9D:11.1  | ${digits(random, 2)}          1    / 1          ${used} / 65536         |`,
          chip === 0 ? `+${"-".repeat(96)}+` : double,
        );
      }
    }
    lines.push(
      "| NPU     Chip              | Process id    | Process name             | Process memory(MB)      |",
      double,
      "| No running processes found in NPU 1                                                            |",
      double,
    );
    const keys = npus.map((npu) => `${npu}-0`);
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue,
};

/** `npu-smi info watch`. */
export const watchOutput: SampleOutput = {
  format: "npu-smi-watch",
  quantity: "watts",
  preamble: () => [
    "NpuID(Idx)  ChipId(Idx) Pwr(W)      Temp(C)     AI Core(%)  AI Cpu(%)   Ctrl Cpu(%) Memory(%)   Memory BW(%)",
  ],
  round: (values, random) => {
    const npus = deviceNumbers(values);
    const lines = npus.map((npu, index) => {
      const rest = Array.from({ length: 6 }, () => digits(random, 1));
      const cells = [String(npu), "0", values[index] ?? "", ...rest];
      return cells.map((cell) => cell.padEnd(12)).join("");
    });
    const keys = npus.map((npu) => `${npu}-0`);
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue,
};

/** `npu-smi info -t power -i N`: the chip's number below its watts. */
export const powerOutput: SampleOutput = {
  format: "npu-smi-power",
  quantity: "watts",
  preamble: () => [],
  round: (values) => {
    const npus = deviceNumbers(values);
    const lines = npus.flatMap((npu, index) => [
      entry("NPU ID", String(npu)),
      entry("Chip Count", "1"),
      "",
      entry("NPU Real-time Power(W)", values[index] ?? ""),
      entry("Chip ID", "0"),
      "",
    ]);
    const keys = npus.map((npu) => `${npu}-0`);
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue,
};

/** `npu-smi info -t common -i N`: the chip's number above its values, and the MCU's block behind them. */
export const commonOutput: SampleOutput = {
  format: "npu-smi-common",
  quantity: "watts",
  preamble: () => [],
  round: (values, random) => {
    const npus = deviceNumbers(values);
    const lines = npus.flatMap((npu, index) => [
      entry("NPU ID", String(npu)),
      entry("Chip Count", "1"),
      "",
      entry("Chip ID", "0"),
      entry("Memory Usage Rate(%)", digits(random, 1)),
      entry("HBM Usage Rate(%)", digits(random, 2)),
      entry("Aicore Usage Rate(%)", digits(random, 2)),
      entry("Aicore Freq(MHZ)", "1811"),
      entry("Aicore curFreq(MHZ)", "1811"),
      entry("Aicore Count", "21"),
      entry("Temperature(C)", digits(random, 2)),
      entry("NPU Real-time Power(W)", values[index] ?? ""),
      "",
      entry("Chip Name", "mcu"),
      entry("Temperature(C)", digits(random, 2)),
      "",
    ]);
    const keys = npus.map((npu) => `${npu}-0`);
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue,
};

function entry(name: string, value: string): string {
  return `        ${name.padEnd(31)}: ${value}`;
}
