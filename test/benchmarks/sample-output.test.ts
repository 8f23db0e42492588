import { describe, expect, it } from "vitest";
import { sampleOutputOf } from "../../benchmarks/telemetry/all-output.js";
import { namedRandom } from "../../src/contract/random.js";
import { telemetryFormats } from "../../src/power/parse/formats.js";

describe.each(telemetryFormats.map((format) => [format.name, format] as const))(
  "sample output of %s",
  (name, format) => {
    it("is understood line by line, with the readings that it says", () => {
      const sample = sampleOutputOf(name);
      const random = namedRandom(1, name);
      const parser = format.createParser();
      for (const line of sample.preamble()) expect(parser.line(line)).toEqual([]);
      for (let round = 0; round < 3; round += 1) {
        const values = Array.from({ length: 8 }, () => sample.sampleValue(random));
        const { lines, readings } = sample.round(values, random);
        const read = lines.flatMap((line) => parser.line(line));
        if (sample.preamble().length === 0) read.push(...parser.end());
        expect(read.map(({ device, watts, joules }) => ({ device, watts, joules }))).toEqual(
          readings.map(({ device, watts, joules }) => ({ device, watts, joules })),
        );
      }
      expect(parser.unknown).toEqual({ lines: 0, last: "" });
    });
  },
);
