import { describe, expect, it } from "vitest";
import { dcgmiDmonFormat } from "../../../src/power/parse/dcgmi-dmon.js";
import { nvidiaSmiQueryFormat } from "../../../src/power/parse/nvidia-smi-query.js";

/** What `npm run fuzz` has found; each was once read wrongly. */
describe("parsers after what fuzzing found", () => {
  const HEADER = "index, power.draw [W]";

  it("take a number of 400 digits for no watts, as it is no finite number", () => {
    const parser = nvidiaSmiQueryFormat.createParser();
    parser.line(HEADER);
    expect(parser.line(`0, ${"9".repeat(400)} W`)).toEqual([{ device: "0", watts: null }]);
    expect(parser.unknown.lines).toBe(1);
  });

  it("take a stray word that is also a column's name for no header", () => {
    const parser = nvidiaSmiQueryFormat.createParser();
    parser.line(HEADER);
    expect(parser.line("name")).toEqual([]);
    expect(parser.line("0, 431.48 W")).toEqual([{ device: "0", watts: 431.48 }]);
    expect(parser.unknown).toEqual({ lines: 1, last: "name" });
  });

  it("take a stray # for no header of dcgmi", () => {
    const parser = dcgmiDmonFormat.createParser();
    parser.line("#Entity   TOTEC");
    expect(parser.line("#")).toEqual([]);
    expect(parser.line("GPU 1     34763749953")).toEqual([{ device: "1", watts: null, joules: 34763749.953 }]);
  });
});
