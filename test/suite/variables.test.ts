import { describe, expect, it } from "vitest";
import { checkVariables, variableReferences } from "../../src/suite/variables.js";
import { parseYaml } from "../../src/suite/yaml-document.js";
import { placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

function references(text: string, supplied: readonly string[] = []) {
  const { document } = parseYaml("a.yaml", text);
  if (document === undefined) throw new Error("no document");
  return variableReferences(document, supplied);
}

describe("references to the environment", () => {
  it("are found in every text of the options, each name once, where it stands first", () => {
    const text = [
      `title: '\${TITLE}'`,
      "options:",
      `  url: http://\${HOST}:\${PORT}`,
      `  headers: { authorization: 'Bearer \${KEY}' }`,
      `  command: [serve, --host, '\${HOST}', '$HOME', '\${1}', '\${A:-b}']`,
    ].join("\n");
    expect(references(text, ["PORT"])).toEqual([
      { name: "HOST", path: "options.url", file: "a.yaml", line: 3, column: 8 },
      { name: "KEY", path: "options.headers.authorization", file: "a.yaml", line: 4, column: 29 },
    ]);
  });

  it("are none where there are no options", () => {
    expect(references("id: x")).toEqual([]);
  });
});

describe("the check of the environment", () => {
  const used = () => references(`options: ['\${A}', '\${B}', '\${C}']`);

  it("names every variable that is not set, and takes an empty one", async () => {
    const problems = await problemsOf(Promise.resolve().then(() => checkVariables(used(), { A: "", C: undefined })));
    expect(problems).toEqual([
      {
        code: "missing-variable",
        data: { name: "B", path: "options[1]" },
        file: "a.yaml",
        line: 1,
        column: 19,
        hint: "set-variable",
      },
      expect.objectContaining({ data: { name: "C", path: "options[2]" } }),
    ]);
  });

  it("lets everything else pass", () => {
    expect(() => checkVariables(used(), { A: "1", B: "2", C: "3" })).not.toThrow();
  });

  it("is fed by the reading of a suite, which needs no environment itself", async () => {
    const texts = await smallTexts();
    const alpha = texts["systems/alpha.yaml"]!.replace("sk-not-for-records", `\${ALPHA_KEY}`);
    const { systems } = await readWritten({ ...texts, "systems/alpha.yaml": alpha });
    const problems = await problemsOf(
      Promise.resolve().then(() => checkVariables(systems.get("alpha")?.variables ?? [], {})),
    );
    expect(problems.map((problem) => placeAndCode({ ...problem, file: "alpha.yaml" }))).toEqual([
      "alpha.yaml:8:11 missing-variable",
    ]);
  });
});
