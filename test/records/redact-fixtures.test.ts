import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createRedactor } from "../../src/records/redact.js";

const FIXTURES = join(import.meta.dirname, "../power/parse/fixtures");
const files = readdirSync(FIXTURES, { recursive: true, encoding: "utf8" }).filter((name) =>
  /\.(?:txt|csv)$/.test(name),
);

describe("output of real tools", () => {
  const redactor = createRedactor({ hostName: "falcon.lab.example", homeFolder: "/home/ada" });
  const namesakes = ["npu", "gpu0", "nvidia", "h200", "power"].map((hostName) =>
    createRedactor({ hostName, homeFolder: "/root" }),
  );

  it("is there to be looked at", () => {
    expect(files.length).toBeGreaterThan(40);
  });

  it.each(files)("%s can be parsed after redaction as before: nothing in it is touched", (name) => {
    const output = readFileSync(join(FIXTURES, name), "utf8");
    // As a whole, and cut into lines as a followed command's output is.
    for (const { toolOutput } of [redactor, ...namesakes]) {
      expect(toolOutput(output)).toBe(output);
      for (const line of output.split("\n")) expect(toolOutput(line)).toBe(line);
    }
  });
});
