import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fuzzTargets } from "../../benchmarks/fuzz/all-targets.js";
import { telemetryTarget } from "../../benchmarks/fuzz/telemetry-target.js";
import { nvidiaSmiQueryFormat } from "../../src/power/parse/nvidia-smi-query.js";
import type { TelemetryParser } from "../../src/power/telemetry-parser.js";

/** A few of the cases of `npm run fuzz`. */
const CASES = { numRuns: 300, seed: 1 };

describe.each(fuzzTargets.map((target) => [target.id, target] as const))("fuzzing %s", (_, target) => {
  it("finds nothing", () => {
    fc.assert(
      target.property(() => undefined),
      CASES,
    );
  });
});

describe("fuzzing a parser that is wrong", () => {
  const finds = async (change: (right: TelemetryParser) => TelemetryParser): Promise<string> => {
    const createParser = () => change(nvidiaSmiQueryFormat.createParser());
    const target = telemetryTarget({ name: nvidiaSmiQueryFormat.name, createParser });
    const { errorInstance } = await fc.check(
      target.property(() => undefined),
      CASES,
    );
    return errorInstance instanceof Error ? errorInstance.message : "nothing";
  };

  it("finds a missing reading that becomes 0", async () => {
    const line = (right: TelemetryParser) => (text: string) =>
      right.line(text).map((reading) => ({ ...reading, watts: reading.watts ?? 0 }));
    expect(await finds((right) => ({ ...right, line: line(right) }))).toMatch(
      /a 0 that was never printed|a number was read/,
    );
  });

  it("finds a line that throws", async () => {
    const line = (right: TelemetryParser) => (text: string) => {
      if (text.includes("\u0000")) throw new TypeError("no such thing");
      return right.line(text);
    };
    expect(await finds((right) => ({ ...right, line: line(right) }))).toBe("no such thing");
  });

  it("finds garbage that a parser does not get over", async () => {
    const line = (right: TelemetryParser) => {
      let isStuck = false;
      return (text: string) => {
        isStuck ||= !/^(\d|index)/.test(text);
        return isStuck ? [] : right.line(text);
      };
    };
    expect(await finds((right) => ({ ...right, line: line(right) }))).toContain("good output is not read");
  });

  it("finds a value that is not finite", async () => {
    const line = (right: TelemetryParser) => (text: string) =>
      right
        .line(text)
        .map((reading) => ({ ...reading, watts: reading.watts === null ? null : reading.watts * 1e308 * 1e3 }));
    expect(await finds((right) => ({ ...right, line: line(right) }))).toContain("no watts or joules");
  });
});
