import { describe, expect, it } from "vitest";
import { parseYaml, type YamlDocument } from "../../src/suite/yaml-document.js";

function documentOf(source: string): YamlDocument {
  const { document, problems } = parseYaml("a.yaml", source);
  expect(problems).toEqual([]);
  if (document === undefined) throw new Error("no document");
  return document;
}

function placeOf(source: string, path: readonly PropertyKey[], at: "key" | "value"): string {
  const { line, column } = documentOf(source).locate(path, at);
  return `${line}:${column}`;
}

describe("where a value stands", () => {
  const source = ["# comment", "a:", "  b: [x, 12]", "  c:", "- 1"].join("\n").replace("- 1", "d: {e: 5}");

  it.each([
    [["a"], "key", "2:1"],
    [["a"], "value", "3:3"],
    [["a", "b"], "key", "3:3"],
    [["a", "b", 1], "value", "3:10"],
    [["a", "c"], "value", "4:5"],
    [["d", "e"], "value", "5:8"],
  ] as const)("%j (%s) is at %s", (path, at, place) => {
    expect(placeOf(source, path, at)).toBe(place);
  });

  it("falls back to the nearest parent", () => {
    expect(placeOf(source, ["a", "missing"], "value")).toBe("3:3");
    expect(placeOf(source, ["missing", "too"], "value")).toBe("2:1");
    expect(placeOf(source, ["a", "b", 7], "value")).toBe("3:6");
    expect(placeOf(source, ["a", "b", "no-index"], "key")).toBe("3:6");
  });

  it("follows aliases to where the mistake can be mended", () => {
    const aliased = "base: &base\n  x: 1\nuse: *base\n";
    expect(placeOf(aliased, ["use", "x"], "value")).toBe("2:6");
    expect(placeOf(aliased, ["use"], "value")).toBe("3:6");
  });

  it("counts columns with Windows line ends", () => {
    expect(placeOf("a: 1\r\nb:\r\n  c: 2\r\n", ["b", "c"], "value")).toBe("3:6");
  });
});

describe("text that is no plain data", () => {
  it.each([
    ["a: [1\n", "2:1 BAD_INDENT"],
    ["\ta: 1\n", "1:1 TAB_AS_INDENT"],
    ["a: b: c\n", "1:4 BLOCK_AS_IMPLICIT_KEY"],
    ["a: 1\n---\nb: 2\n", "2:1 MULTIPLE_DOCS"],
    ["a: !secret x\n", "1:4 TAG_RESOLVE_FAILED"],
    ["a: *nobody\n", "1:4 UNKNOWN_ALIAS"],
    ["a: &x\n  b: *x\n", "2:6 ENDLESS_ALIAS"],
    ["? [x]\n: 1\n", "1:3 KEY_NOT_SCALAR"],
  ])("%j is %s", (source, expected) => {
    const { document, problems } = parseYaml("a.yaml", source);
    expect(document).toBeUndefined();
    expect(problems.map(({ code, line, column, data }) => [code, `${line}:${column} ${data["reason"]}`])).toEqual([
      ["yaml-syntax", expected],
    ]);
  });

  it("refuses aliases that multiply a small file into a huge value", () => {
    const levels = Array.from(
      { length: 9 },
      (_, level) => `l${level + 1}: &l${level + 1} [${`*l${level},`.repeat(9)}]`,
    );
    const { problems } = parseYaml("a.yaml", ["l0: &l0 [x]", ...levels].join("\n"));
    expect(problems.map(({ code, data }) => [code, data["reason"]])).toEqual([["yaml-syntax", "ALIAS_COUNT"]]);
  });

  it("reports every syntax error of a file", () => {
    const { problems } = parseYaml("a.yaml", "a: !x 1\nb: !y 2\n");
    expect(problems.map(({ line, column }) => `${line}:${column}`)).toEqual(["1:4", "2:4"]);
  });

  it("reports a repeated key and still gives the document", () => {
    const { document, problems } = parseYaml("a.yaml", "repeats: 1\nrepeats: 2\n");
    expect(problems).toEqual([
      {
        code: "duplicate-key",
        data: { key: "repeats", firstLine: 1 },
        hint: "keep-one-key",
        file: "a.yaml",
        line: 2,
        column: 1,
      },
    ]);
    expect(document?.value).toEqual({ repeats: 2 });
    expect(document?.locate(["repeats"], "value")).toEqual({ file: "a.yaml", line: 2, column: 10 });
  });

  it.each(["", "# only a comment\n"])("calls %j empty", (source) => {
    expect(parseYaml("a.yaml", source).problems).toEqual([{ code: "empty-file", data: {}, file: "a.yaml" }]);
  });
});
