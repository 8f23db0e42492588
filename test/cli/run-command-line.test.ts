import { describe, expect, test } from "vitest";
import { type CommandEntry, defineCommand } from "../../src/cli/command.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { InputError, MeasurementError } from "../../src/model/errors.js";
import { EXIT } from "../../src/model/exit-codes.js";
import { failure } from "../../src/model/finding.js";
import { fakeProcess } from "./fake-context.js";

/** A command line with one command that does what the test says, and one that must not be loaded. */
function commandLine(run: (results: string) => Promise<void> = async () => undefined): readonly CommandEntry[] {
  const command = defineCommand<{ readonly suite: string; readonly results: string }>({
    build: (parser) =>
      parser
        .positional("suite", { type: "string", demandOption: true })
        .option("results", { type: "string", default: "results", describe: "folder" }),
    run: async ({ suite, results }) => {
      await run(`${suite} ${results}`);
      return EXIT.ok;
    },
  });
  return [
    { name: "run", positional: "<suite>", describe: "cli.run", load: async () => ({ command }) },
    { name: "list", positional: "", describe: "cli.list", load: () => Promise.reject(new Error("loaded for nothing")) },
  ];
}

async function type(words: string, entries = commandLine()) {
  const process = fakeProcess(words === "" ? [] : words.split(" "));
  const exitCode = await runCommandLine(entries, process.context);
  return { exitCode, out: process.out(), err: process.err() };
}

describe("a command line that is right", () => {
  test("runs its command with the values and loads no other", async () => {
    const seen: string[] = [];
    const entries = commandLine(async (values) => void seen.push(values));
    expect(await type("run a.yaml --results here", entries)).toEqual({ exitCode: 0, out: "", err: "" });
    expect(await type("run a.yaml", entries)).toMatchObject({ exitCode: 0 });
    expect(seen).toEqual(["a.yaml here", "a.yaml results"]);
  });

  test("shows help and version on stdout", async () => {
    expect(await type("--help")).toMatchObject({ exitCode: 0, err: "", out: expect.stringContaining("tokwatt list") });
    expect(await type("run --help")).toMatchObject({ exitCode: 0, err: "", out: expect.stringContaining("--results") });
    expect((await type("--version")).out).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  test("speaks Chinese when asked, yargs included", async () => {
    const { out } = await type("run --help --lang zh");
    expect(out).toContain("运行套件，保存记录并对比");
    expect(out).toContain("选项：");
    expect(out).not.toMatch(/\b(Show|Options|default)\b/);
  });
});

describe("a command line that is wrong", () => {
  test.each([
    ["", "Which command? See the list in: tokwatt --help"],
    ["rum a.yaml", "Did you mean run?"],
    ["frobnicate", "Unknown argument: frobnicate"],
    ["run", "An argument is missing: 0 given, at least 1 needed."],
    ["run a.yaml b.yaml", "Unknown argument: b.yaml"],
    ["run a.yaml --lang fr", 'Argument: lang, Given: "fr"'],
  ])("%j is answered on stderr with exit code 2", async (words, complaint) => {
    const { exitCode, out, err } = await type(words);
    expect([exitCode, out]).toEqual([2, ""]);
    expect(err).toContain(complaint);
    expect(err).toContain("error: ");
  });

  test("a misspelt option is answered with the one that was meant", async () => {
    const { exitCode, err } = await type("run a.yaml --reslts=x");
    expect(exitCode).toBe(2);
    expect(err).toBe('error: Unknown argument: reslts\n  Did you mean "--results"?\n');
    expect((await type("run a.yaml --reslts x --lang zh")).err).toContain("是否想写“--results”？");
  });
});

describe("a command that fails", () => {
  test("for its input prints all problems with place and hint, exit code 2", async () => {
    const problems = [
      { code: "file-not-found", data: { path: "a.yaml", suggestion: "b.yaml" }, hint: "did-you-mean" },
      { code: "empty-file", data: {}, file: "s/c.yaml", line: 3, column: 7 },
    ];
    const { exitCode, err } = await type(
      "run a.yaml",
      commandLine(() => Promise.reject(new InputError(problems))),
    );
    expect(exitCode).toBe(2);
    expect(err).toBe(
      'error: The file a.yaml does not exist.\n  Did you mean "b.yaml"?\ns/c.yaml:3:7: The file is empty.\n',
    );
  });

  test("for its measurement prints the finding, exit code 3", async () => {
    const error = new MeasurementError(failure("no-usable-run", { system: "x" }));
    const { exitCode, out, err } = await type(
      "run a.yaml --lang zh",
      commandLine(() => Promise.reject(error)),
    );
    expect([exitCode, out, err]).toEqual([3, "", "错误：x 没有可用的运行。\n"]);
  });

  test("for a bug prints the stack, exit code 3", async () => {
    const { exitCode, err } = await type(
      "run a.yaml",
      commandLine(() => Promise.reject(new RangeError("off by one"))),
    );
    expect(exitCode).toBe(3);
    expect(err).toMatch(/^RangeError: off by one\n {4}at /);
    expect(err).toContain("This is a bug");
  });
});
