import { deviceNumbers, digits, type SampleOutput, wattsReadings } from "./sample-output.js";

/** tokwatt's own form of recorded readings: a line a reading, with its time. */
export const plainOutput: SampleOutput = {
  format: "plain",
  quantity: "watts",
  preamble: () => ["unixMs,device,watts"],
  round: (values, random) => {
    const keys = deviceNumbers(values).map((number) => `rack-pdu-${number}`);
    const unixMs = `17${digits(random, 11)}`;
    const lines = keys.map((key, index) => `${unixMs},${key},${values[index] ?? ""}`);
    return { lines, devices: keys, readings: wattsReadings(keys, values) };
  },
  sampleValue: (random) => `${digits(random, 4)}.${digits(random, 1)}`,
};
