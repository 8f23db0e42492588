import { describe, expect, it } from "vitest";
import { plainWattsFormat, readPlainTime } from "../../../src/power/parse/plain-watts.js";
import { parseAll } from "./parse-all.js";

const UNIX_MS = 1_768_548_728_204;

describe("plain readings", () => {
  it("are lines of CSV, with or without a header, or of JSON, with or without watts", () => {
    const text = [
      "unixMs,device,watts",
      `${UNIX_MS},rack-pdu-3,5412.5`,
      `  ${UNIX_MS}.25 , PDU 4 (left) , 0 `,
      `${UNIX_MS},rack-pdu-3,N/A`,
      `${UNIX_MS},rack-pdu-3,`,
      "",
      `{"unixMs": ${UNIX_MS}, "device": "rack-pdu-3", "watts": 5400}`,
      `{"unixMs": ${UNIX_MS}, "device": 7, "watts": null, "note": "idle"}`,
    ].join("\n");
    const { readings, parser } = parseAll(plainWattsFormat, text);
    expect(readings).toEqual([
      { device: "rack-pdu-3", watts: 5412.5 },
      { device: "PDU 4 (left)", watts: 0 },
      { device: "rack-pdu-3", watts: null },
      { device: "rack-pdu-3", watts: null },
      { device: "rack-pdu-3", watts: 5400 },
      { device: "7", watts: null },
    ]);
    expect(parser.unknown).toEqual({ lines: 0, last: "" });
    expect(text.split("\n").map(readPlainTime)).toEqual([
      undefined,
      UNIX_MS,
      UNIX_MS + 0.25,
      UNIX_MS,
      UNIX_MS,
      undefined,
      UNIX_MS,
      UNIX_MS,
    ]);
  });

  it("with watts that nobody understands are missing, and counted", () => {
    const { readings, parser } = parseAll(plainWattsFormat, `${UNIX_MS},a,much\n${UNIX_MS},b,-5\n${UNIX_MS},c,12 kW`);
    expect(readings).toEqual([
      { device: "a", watts: null },
      { device: "b", watts: null },
      { device: "c", watts: 12_000 },
    ]);
    expect(parser.unknown.lines).toBe(2);
  });

  it.each([
    // Seconds, microseconds and nanoseconds since 1970.
    "1768548728,a,5",
    "1768548728204000,a,5",
    "1768548728204000000,a,5",
    `${UNIX_MS},a`,
    `${UNIX_MS},,5`,
    `${UNIX_MS},a,5,6`,
    "2026-01-16 07:32:08,a,5",
    '{"unixMs": 1768548728, "device": "a", "watts": 5}',
    `{"unixMs": ${UNIX_MS}, "device": "", "watts": 5}`,
    `{"unixMs": ${UNIX_MS}, "device": "a", "watts": -5}`,
    `{"unixMs": ${UNIX_MS}, "device": "a"}`,
    `{"unixMs": ${UNIX_MS}, "device": "a", "watts": 5`,
    "tea leaves",
  ])("are not in %j", (line) => {
    const { readings, parser } = parseAll(plainWattsFormat, line);
    expect([readings, parser.unknown]).toEqual([[], { lines: 1, last: line }]);
    expect(readPlainTime(line)).toBeUndefined();
  });
});
