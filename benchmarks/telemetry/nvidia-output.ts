import { deviceNumbers, digits, plainNumber, type SampleOutput, wattsReadings } from "./sample-output.js";

/** `nvidia-smi --query-gpu=... --format=csv --loop-ms=1000`, on H100 with driver 590. */
export const queryOutput: SampleOutput = {
  format: "nvidia-smi-query",
  quantity: "watts",
  preamble: () => [
    "index, uuid, pci.bus_id, power.draw.average [W], power.draw [W], enforced.power.limit [W], clocks.current.sm [MHz], " +
      "temperature.gpu, clocks_event_reasons.active",
  ],
  round: (values, random) => {
    const keys = deviceNumbers(values).map(String);
    const lines = keys.map((key, index) => {
      const watts = withUnit(values[index] ?? "", "W");
      const [limit, clock, celsius] = [`${digits(random, 3)}.99 W`, `${digits(random, 4)} MHz`, digits(random, 2)];
      const bus = `00000000:${key.padStart(2, "1")}:00.0`;
      return `${key}, GPU-6d5c1ac5-${key}, ${bus}, ${watts}, ${watts}, ${limit}, ${clock}, ${celsius}, 0x0000000000000004`;
    });
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue: (random) => `${digits(random, 3)}.${digits(random, 2)}`,
};

/** `nvidia-smi dmon`: whole watts, its two lines of header first. */
export const dmonOutput: SampleOutput = {
  format: "nvidia-smi-dmon",
  quantity: "watts",
  preamble: () => [
    "# gpu    pwr  gtemp  mtemp     sm    mem    enc    dec    jpg    ofa   mclk   pclk ",
    "# Idx      W      C      C      %      %      %      %      %      %    MHz    MHz ",
  ],
  round: (values, random) => {
    const keys = deviceNumbers(values).map(String);
    const lines = keys.map((key, index) => {
      const two = () => digits(random, 2);
      const cells = [key, values[index] ?? "", two(), two(), two(), two(), "-", "-", "-", "-", digits(random, 4)];
      return `${[...cells, digits(random, 4)].map((cell) => cell.padStart(6)).join(" ")} `;
    });
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue: (random) => digits(random, 3),
};

/** `nvidia-smi -q`, the sections that hold power and what repeats its labels. */
export const longOutput: SampleOutput = {
  format: "nvidia-smi-q",
  quantity: "watts",
  preamble: () => [],
  round: (values, random) => {
    const keys = deviceNumbers(values).map((key) => `00000000:${String(key).padStart(2, "1")}:00.0`);
    const lines = [
      "",
      "==============NVSMI LOG==============",
      "",
      "Driver Version                        : 590.48.01",
    ];
    for (const [index, key] of keys.entries()) {
      const watts = withUnit(values[index] ?? "", "W");
      lines.push("", `GPU ${key}`, entry(4, "Product Name", "NVIDIA H100 80GB HBM3"));
      lines.push("    Clocks Event Reasons", entry(8, "Idle", "Not Active"), entry(8, "SW Power Cap", "Active"));
      lines.push("    GPU Power Readings", entry(8, "Average Power Draw", watts));
      lines.push(entry(8, "Instantaneous Power Draw", `${digits(random, 3)}.${digits(random, 2)} W`));
      lines.push(entry(8, "Current Power Limit", `${digits(random, 3)}.99 W`));
      lines.push("    GPU Memory Power Readings", entry(8, "Average Power Draw", `${digits(random, 2)}.69 W`));
      lines.push("    Module Power Readings", entry(8, "Average Power Draw", "N/A"));
      lines.push("    Clocks", entry(8, "SM", `${digits(random, 4)} MHz`));
    }
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue: (random) => `${digits(random, 3)}.${digits(random, 2)}`,
};

/** `dcgmi dmon -e 156`: millijoules since the driver was loaded. */
export const energyOutput: SampleOutput = {
  format: "dcgmi-dmon",
  quantity: "joules",
  preamble: () => ["#Entity   TOTEC                       ", "ID        mJ                          "],
  round: (values) => {
    const keys = deviceNumbers(values).map(String);
    return {
      lines: keys.map((key, index) => `GPU ${key}     ${(values[index] ?? "").padEnd(28)}`),
      devices: keys,
      readings: keys.map((device, index) => {
        const millijoules = plainNumber(values[index] ?? "");
        return { device, watts: null, joules: millijoules === null ? null : millijoules / 1000 };
      }),
    };
  },
  sampleValue: (random) => digits(random, 11),
};

/** The tool prints a unit behind a number only. */
function withUnit(value: string, unit: string): string {
  return plainNumber(value) === null ? value : `${value} ${unit}`;
}

function entry(indent: number, label: string, value: string): string {
  return `${`${" ".repeat(indent)}${label}`.padEnd(50)}: ${value}`;
}
