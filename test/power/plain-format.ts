import type { TelemetryFormat } from "../../src/power/telemetry-parser.js";

/** Lines of a device and its watts: `0 123.4`, or `0 -` where it gives none. `#` begins a header; the rest is unknown. */
export const plainFormat: TelemetryFormat = {
  name: "plain",
  createParser: () => {
    const unknown = { lines: 0, last: "" };
    return {
      line: (text) => {
        const [, device, watts = ""] = /^(\w+) ([\d.]+|-)$/.exec(text) ?? [];
        if (device !== undefined) return [{ device, watts: watts === "-" ? null : Number(watts) }];
        if (text !== "" && !text.startsWith("#")) {
          unknown.lines += 1;
          unknown.last = text;
        }
        return [];
      },
      end: () => [],
      unknown,
    };
  },
};
