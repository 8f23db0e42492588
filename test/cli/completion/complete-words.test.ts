import { mkdir, readdir, symlink, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import type { Argv } from "yargs";
import yargs from "yargs";
import type { Command, CommandEntry } from "../../../src/cli/command.js";
import { candidatePaths } from "../../../src/cli/completion/candidate-files.js";
import { completeWords } from "../../../src/cli/completion/complete-words.js";
import { readTypedWords } from "../../../src/cli/completion/typed-words.js";
import { optionKind } from "../../../src/cli/completion/values.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { fakeProcess } from "../fake-context.js";

const COMMANDS = new URL("../../../src/cli/commands/", import.meta.url);

async function realCommands(): Promise<readonly { readonly name: string; readonly command: Command }[]> {
  const files = (await readdir(COMMANDS)).filter((file) => file.endsWith(".ts"));
  return Promise.all(
    files.map(async (file) => {
      const { command } = (await import(new URL(file, COMMANDS).href)) as { readonly command: Command };
      return { name: file.replace(".ts", ""), command };
    }),
  );
}

/** What yargs keeps of a parser; its types leave it out. */
interface ParserOptions {
  readonly key: Readonly<Record<string, boolean>>;
  readonly boolean: readonly string[];
}

test("knows every option that takes a value, and no flag as one", async () => {
  for (const { name, command } of await realCommands()) {
    const parser = command.build(yargs().help(false).version(false), "en") as Argv & { getOptions(): ParserOptions };
    const { key, boolean } = parser.getOptions();
    const positional = (await parser.getHelp()).split(/^Options:$/m)[0] ?? "";
    const options = Object.keys(key).filter((option) => !new RegExp(`^ +${option} `, "m").test(positional));
    for (const option of options) {
      const takesValue = optionKind(`--${option}`) !== undefined;
      expect(takesValue, `${name} --${option}`).toBe(!boolean.includes(option));
    }
  }
});

describe("candidates", () => {
  const command: Command = {
    build: (parser) =>
      parser
        .positional("what", { choices: ["suites", "systems"] })
        .option("json", { type: "boolean", default: false, describe: "as JSON" })
        .option("format", { choices: ["csv", "json"] }),
    run: () => Promise.reject(new Error("completion must not run a command")),
  };
  const entries: readonly CommandEntry[] = [
    { name: "list", positional: "[what]", describe: "cli.list", load: async () => ({ command }) },
    { name: "run", positional: "<suite>", describe: "cli.run", load: () => Promise.reject(new Error("not this one")) },
    { name: "compare", positional: "<results>", describe: "cli.compare", load: async () => ({ command }) },
  ];

  async function complete(words: readonly string[], workingDir = process.cwd()) {
    const { context } = fakeProcess([], { commands: entries, workingDir });
    const { candidates, arePaths } = await completeWords(words, context);
    return [arePaths ? "paths" : "words", ...candidates.map(({ text }) => text)];
  }

  test("are commands first, with what they do", async () => {
    expect(await complete(["c"])).toEqual(["words", "compare"]);
    expect(await complete(["--lang", "zh", ""])).toEqual(["words", "list", "run", "compare"]);
    const { context } = fakeProcess([], { commands: entries, language: "zh" });
    expect((await completeWords(["l"], context)).candidates).toEqual([
      { text: "list", description: expect.stringContaining("列出") },
    ]);
  });

  test("are then what the command declares", async () => {
    expect(await complete(["list", ""])).toEqual(["words", "suites", "systems"]);
    expect(await complete(["list", "--format", ""])).toEqual(["words", "csv", "json"]);
    expect(await complete(["list", "--json", "sy"])).toEqual(["words", "systems"]);
    expect(await complete(["list", "--f"])).toEqual(["words", "--format"]);
    expect(await complete(["list", "suites", "--lang", "z"])).toEqual(["words", "zh"]);
    expect(await complete(["list", "suites", ""])).toContain("--json");
    expect(await complete(["--l"])).toEqual(["words", "--lang"]);
  });

  test("take an argument that is called like its command for an argument", async () => {
    const folder = await temporaryFolder();
    await mkdir(join(folder, "results"));
    expect(await complete(["compare", "compare", ""], folder)).toContain("--json");
    expect(await complete(["compare", "r"], folder)).toEqual(["paths", "results/"]);
  });
});

test("paths go on from what was typed", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "a folder", "inner"), { recursive: true });
  await mkdir(join(folder, ".hidden"));
  await writeFile(join(folder, "a.yaml"), "");
  await writeFile(join(folder, "b.txt"), "");
  await symlink(join(folder, "a folder"), join(folder, "link"));
  await symlink(join(folder, "nowhere"), join(folder, "broken"));
  const yaml = (typed: string) => candidatePaths(typed, folder, (name) => name.endsWith(".yaml"));
  expect(await yaml("")).toEqual(["a folder/", "a.yaml", "link/"]);
  expect(await yaml("a f")).toEqual(["a folder/"]);
  expect(await yaml("a folder/")).toEqual(["a folder/inner/"]);
  expect(await yaml(`${folder}/a.`)).toEqual([`${folder}/a.yaml`]);
  expect(await yaml(".")).toEqual([".hidden/"]);
  expect(await yaml("no/such/folder/")).toEqual([]);
});

test.each([
  [["report", "--format", "=", "c"], ["report", "--format", "c"], ""],
  [["report", "--format", "="], ["report", "--format", ""], ""],
  [["report", "--format=c"], ["report", "--format", "c"], "--format="],
  [["report", "--format=csv", ""], ["report", "--format=csv", ""], ""],
  [["run", "my\\ fi"], ["run", "my fi"], ""],
  [["run", '"my fi'], ["run", "my fi"], ""],
  [["run", "a=b"], ["run", "a=b"], ""],
])("the words %j are %j behind %j", (typed, words, prefix) => {
  expect(readTypedWords(typed)).toEqual({ words, prefix });
});
