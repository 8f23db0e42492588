import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { InputError } from "../../src/model/errors.js";
import { checkOptionFiles, optionFiles, withFilePlaces } from "../../src/suite/option-files.js";
import { variableReferences } from "../../src/suite/variables.js";
import { parseYaml } from "../../src/suite/yaml-document.js";
import { temporaryFolder } from "../records/temporary-folder.js";

const NAMES = ["apiKey.file", "tokenizer"];
const home = `\${HOME}/tokenizer.json`;
const text = [
  "tokenizer: not-an-option",
  "options:",
  "  tokenizer: models/tokenizer.json",
  "  other: { tokenizer: /srv/tokenizer.json, file: left.alone, apiKey: { file: key } }",
  `  list: [{ tokenizer: "${home}" }]`,
].join("\n");

function document(source: string, file = "/systems/a.yaml") {
  const { document: parsed } = parseYaml(file, source);
  if (parsed === undefined) throw new Error("no document");
  return parsed;
}

describe("files among the options of a system", () => {
  it("are found by their names, relative to the system file", () => {
    expect(optionFiles(document(text), NAMES).map(({ place, path, line }) => [path, place, line])).toEqual([
      ["options.tokenizer", "/systems/models/tokenizer.json", 3],
      ["options.other.tokenizer", "/srv/tokenizer.json", 4],
      ["options.other.apiKey.file", "/systems/key", 4],
      ["options.list[0].tokenizer", home, 5],
    ]);
    expect(optionFiles(document("id: x"), NAMES)).toEqual([]);
    expect(optionFiles(document(text), [])).toEqual([]);
  });

  it("come to the adapter by their absolute paths, all else as it is", () => {
    const options = { tokenizer: "t.json", apiKey: { file: "k" }, file: "f", list: [{ tokenizer: home }], count: 1 };
    expect(withFilePlaces(options, NAMES, "/systems/a.yaml")).toEqual({
      tokenizer: "/systems/t.json",
      apiKey: { file: "/systems/k" },
      file: "f",
      list: [{ tokenizer: home }],
      count: 1,
    });
  });

  it("that cannot be read are all named, by their places", async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, "tokenizer.json"), "{}");
    const source = ["options:", "  tokenizer: missing.json", "  apiKey: { file: tokenizer.json }"];
    const files = optionFiles(document(source.join("\n"), join(folder, "a.yaml")), NAMES);
    const variable = optionFiles(document(`options: { tokenizer: "${home}" }`), NAMES);
    expect(() => checkOptionFiles(variable, { HOME: folder })).not.toThrow();
    const check = () => checkOptionFiles([...files, ...variable], { HOME: "/nowhere" });
    expect(check).toThrow(InputError);
    try {
      check();
    } catch (error) {
      expect(error).toMatchObject({
        problems: [
          {
            code: "option-file-unreadable",
            data: { path: "options.tokenizer", file: "missing.json", reason: "ENOENT" },
            file: join(folder, "a.yaml"),
            line: 2,
            column: 14,
          },
          { data: { file: "/nowhere/tokenizer.json", reason: "ENOENT" }, line: 1 },
        ],
      });
    }
  });
});

it("a variable that holds a key is a reference to the environment", () => {
  const source = "options: { apiKey: { environment: MY_KEY }, other: { environment: NOT_THIS } }";
  expect(variableReferences(document(source), [])).toMatchObject([
    { name: "MY_KEY", path: "options.apiKey.environment", line: 1 },
  ]);
});
