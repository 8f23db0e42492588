import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dcgmiDmonFormat } from "../../../src/power/parse/dcgmi-dmon.js";
import { nvidiaSmiDmonFormat } from "../../../src/power/parse/nvidia-smi-dmon.js";
import { nvidiaSmiQFormat } from "../../../src/power/parse/nvidia-smi-q.js";
import { nvidiaSmiQueryFormat } from "../../../src/power/parse/nvidia-smi-query.js";
import {
  parseGpuLinks,
  parseMigProfiles,
  parseNvLinks,
  summarizeLinks,
  summarizeNvLinks,
} from "../../../src/power/parse/nvidia-smi-topology.js";
import { parseAll, readFixture } from "./parse-all.js";

const FORMATS = [
  { format: nvidiaSmiQueryFormat, sample: readFixture("nvidia-smi/h200-load.csv") },
  { format: nvidiaSmiDmonFormat, sample: readFixture("nvidia-smi/dmon-h200-load.txt") },
  { format: nvidiaSmiQFormat, sample: readFixture("nvidia-smi/q-h200-load.txt") },
  { format: dcgmiDmonFormat, sample: readFixture("dcgmi/dmon-energy.txt") },
];

/** A real output with some of its characters replaced, cut out or put in, and lines of anything among its own. */
function damaged(sample: string): fc.Arbitrary<string> {
  const edit = fc.tuple(fc.nat(sample.length), fc.nat(12), fc.string({ unit: "grapheme", maxLength: 12 }));
  const garbage = fc.string({ unit: "binary", maxLength: 200 });
  return fc.tuple(fc.array(edit, { maxLength: 6 }), garbage).map(([edits, line]) => {
    const text = edits.reduce((whole, [at, cut, put]) => whole.slice(0, at) + put + whole.slice(at + cut), sample);
    return `${line}\n${text}\n${line}`;
  });
}

describe.each(FORMATS)("$format.name", ({ format, sample }) => {
  it("never throws, and gives finite readings that are not negative, or none", () => {
    fc.assert(
      fc.property(damaged(sample), (text) => {
        for (const { device, watts, joules, state } of parseAll(format, text).readings) {
          expect(device).not.toBe("");
          for (const value of [watts, joules ?? null])
            expect(value === null || (value >= 0 && value < 1e18)).toBe(true);
          for (const value of Object.values(state ?? {}))
            expect(value === undefined || Number.isNaN(value)).toBe(false);
        }
      }),
    );
  });

  it("finds the same readings in the same lines, as often as they are read", () => {
    fc.assert(
      fc.property(damaged(sample), (text) => {
        const once = parseAll(format, text);
        expect(parseAll(format, text).readings).toEqual(once.readings);
      }),
      { numRuns: 30 },
    );
  });
});

describe("nvidia-smi-query", () => {
  const word = fc.constantFrom("[N/A]", "N/A", "[Not Supported]", "[Unknown Error]", "", "[Anything Else]");
  const watts = fc.integer({ min: 1, max: 200_000 }).map((cents) => cents / 100);
  const columns = fc.shuffledSubarray(["power.draw [W]", "index", "name", "temperature.gpu", "clocks.sm [MHz]"], {
    minLength: 5,
  });

  it("is exact for every reading and null for every missing one, whatever the order of the columns", () => {
    fc.assert(
      fc.property(columns, fc.array(fc.option(watts), { maxLength: 20 }), word, (names, readings, missing) => {
        const cells = (reading: number | null): Record<string, string> => ({
          "power.draw [W]": reading === null ? missing : `${reading.toFixed(2)} W`,
          index: "4",
          name: "NVIDIA H200",
          "temperature.gpu": missing,
          "clocks.sm [MHz]": missing,
        });
        const rows = readings.map((reading) => names.map((name) => cells(reading)[name]).join(", "));
        const parsed = parseAll(nvidiaSmiQueryFormat, [names.join(", "), ...rows].join("\n"));
        expect(parsed.readings).toEqual(readings.map((reading) => ({ device: "4", watts: reading })));
        expect(parsed.parser.unknown.lines).toBe(0);
      }),
    );
  });
});

describe("topology", () => {
  it("never throws, whatever the tools print", () => {
    const samples = ["topo-h100-x8.txt", "nvlink-h200.txt", "list-h100-mig.txt"].map((name) =>
      readFixture(`nvidia-smi/${name}`),
    );
    fc.assert(
      fc.property(fc.constantFrom(...samples).chain(damaged), (text) => {
        expect(["string", "undefined"]).toContain(typeof summarizeLinks(parseGpuLinks(text)));
        expect(["string", "undefined"]).toContain(typeof summarizeNvLinks(parseNvLinks(text)));
        expect(parseMigProfiles(text)).toBeInstanceOf(Map);
      }),
    );
  });
});
