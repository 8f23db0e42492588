import { describe, expect, it } from "vitest";
import { expandVariables, mentionsVariable } from "../../src/backends/expand-variables.js";
import { InputError } from "../../src/model/errors.js";

const variables = { HOST: "127.0.0.1", PORT: "80", EMPTY: "" };

describe("expandVariables", () => {
  it("replaces every reference, in texts, lists and mappings, and nothing else", () => {
    const value = { url: `http://\${HOST}:\${PORT}/\${HOST}`, list: [`\${EMPTY}`, "$HOST", 3, null], flag: true };
    expect(expandVariables(value, variables)).toEqual({
      url: "http://127.0.0.1:80/127.0.0.1",
      list: ["", "$HOST", 3, null],
      flag: true,
    });
  });

  it("does not read a replacement again", () => {
    expect(expandVariables(`\${A}`, { A: `\${B}`, B: "b" })).toBe(`\${B}`);
  });

  it("names all missing variables at once", () => {
    const attempt = () => expandVariables({ a: `\${Z} \${HOST}`, b: [`\${A}`, `\${Z}`] }, variables);
    expect(attempt).toThrow(InputError);
    expect(attempt).toThrow('"names":"A, Z"');
  });
});

describe("mentionsVariable", () => {
  it("looks into everything", () => {
    expect(mentionsVariable({ a: ["x", [`--port=\${PORT}`]] }, "PORT")).toBe(true);
    expect(mentionsVariable({ a: ["PORT", "$PORT", `\${PORTS}`], b: undefined }, "PORT")).toBe(false);
  });
});
