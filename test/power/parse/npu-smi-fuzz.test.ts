import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { npuSmiCommonFormat, npuSmiPowerFormat } from "../../../src/power/parse/npu-smi-blocks.js";
import { npuSmiTableFormat } from "../../../src/power/parse/npu-smi-table.js";
import { npuSmiWatchFormat } from "../../../src/power/parse/npu-smi-watch.js";
import { fixture, parse, SAMPLES } from "./npu-smi-samples.js";

/** Lines as the tools print them, whole, cut and mixed, and anything else. */
function lines(pool: readonly string[]): fc.Arbitrary<string> {
  const piece = fc.oneof(
    fc.constantFrom(...pool),
    fc.constantFrom(...pool).chain((line) => fc.nat(line.length).map((end) => line.slice(0, end))),
    fc.string(),
  );
  return fc.array(piece, { maxLength: 40 }).map((all) => all.join("\n"));
}

describe.each([npuSmiTableFormat, npuSmiWatchFormat, npuSmiPowerFormat, npuSmiCommonFormat])("$name", (format) => {
  it("never throws, and never makes 0 W of what is missing", async () => {
    const outputs = await Promise.all(SAMPLES.map(([file]) => fixture(file)));
    // No sample holds a reading of 0 W, so a 0 can only be made up.
    const pool = outputs.flatMap((output) => output.split("\n")).map((line) => line.replaceAll(/: 0$/g, ": 7"));
    fc.assert(
      fc.property(lines(pool), (output) => {
        const { readings, unknown } = parse(format, output);
        for (const reading of readings) {
          expect(reading.watts === null || (Number.isFinite(reading.watts) && reading.watts >= 0)).toBe(true);
          if (reading.watts === 0) expect(output).toMatch(/\b0(\.0+)?\b/);
          expect(reading.device).toMatch(/^(\d+-(\d+|mcu)|chip|mcu)$/);
        }
        expect(unknown.lines).toBeLessThanOrEqual(output.split("\n").length);
      }),
      { numRuns: 300 },
    );
  });

  it("reads a line of any length in time that grows with it", () => {
    const filler = [
      "x".repeat(200_000),
      " ".repeat(200_000),
      "| 0 ".repeat(50_000),
      "a(".repeat(100_000),
      ": ".repeat(100_000),
    ];
    for (const text of filler) {
      const { readings } = parse(format, `|${text}|\nNpuID(Idx)${text}\n${text}y\n`);
      expect(readings).toEqual([]);
    }
  });
});
