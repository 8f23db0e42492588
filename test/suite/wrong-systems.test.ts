import { readdirSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { externalPackages } from "../../src/backends/load-external.js";
import { type CommandEntry, defineCommand } from "../../src/cli/command.js";
import { runCommandLine } from "../../src/cli/run-command-line.js";
import { createVocabulary } from "../../src/cli/vocabulary.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { EXIT } from "../../src/model/exit-codes.js";
import { LANGUAGES, type Language } from "../../src/model/localized-text.js";
import { displayWidth } from "../../src/report/renderers/fold-text.js";
import { readSystem, type SystemVocabulary } from "../../src/suite/read-system.js";
import { checkVariables } from "../../src/suite/variables.js";
import { adapterSource, writePackage } from "../backends/written-package.js";
import { fakeProcess, keepingStream } from "../cli/fake-context.js";
import { memoryRecord } from "../power/memory-record.js";
import { TWO_GPUS } from "../power/nvidia-smi/fake-machine.js";

const FOLDER = "test/suite/fixtures/wrong-systems";
const FILES = readdirSync(FOLDER).filter((file) => file.endsWith(".yaml"));
const SCREEN = { columns: 100, lines: 24 };
/** What is wrong with the file can only be seen when the tool is asked. */
const FOUND_BY_THE_TOOL = new Set(["missing-device.yaml"]);

/** Where a package lies that was built for another version of the contract. */
let packages = "";
beforeAll(async () => {
  packages = await mkdtemp(join(tmpdir(), "tokwatt-wrong-systems-"));
  const manifest = { type: "module", exports: "./index.js" };
  const source = adapterSource("apiVersion: 0,");
  await writePackage(packages, "tokwatt-backend-older", manifest, { "index.js": source });
});
afterAll(() => rm(packages, { recursive: true }));

/** What ships, and packages that are looked for in a folder of this test instead of beside the system file. */
function vocabulary(): SystemVocabulary {
  const beside = join(packages, "system.yaml");
  return {
    ...createVocabulary(),
    external: {
      backend: (name) => externalPackages.backend(name, beside),
      powerSource: (name) => externalPackages.powerSource(name, beside),
    },
  };
}

/** Reads a system and starts its own meters, as a run begins. */
const begin: CommandEntry = {
  name: "begin",
  positional: "<system>",
  describe: "cli.run",
  load: async () => ({
    command: defineCommand<{ readonly system: string }>({
      build: (parser) => parser.positional("system", { type: "string", demandOption: true }),
      run: async ({ system }) => {
        const { variables, powerSources } = await readSystem(system, vocabulary());
        checkVariables(variables, TWO_GPUS);
        const clock = createMonotonicClock();
        const context = { clock, signal: new AbortController().signal, environment: TWO_GPUS };
        for (const { definition, options } of powerSources) {
          const source = definition.create(options, context);
          await source.start(memoryRecord(clock).sink).finally(() => source.stop());
        }
        return EXIT.ok;
      },
    }),
  }),
};

/** What the user sees on a terminal. */
async function page(file: string, language: Language) {
  const stderr = keepingStream(SCREEN.columns);
  const words = ["begin", join(FOLDER, file), "--lang", language];
  const process = fakeProcess(words, { stderr: stderr.stream });
  const exitCode = await runCommandLine([begin], process.context);
  return { exitCode, text: stderr.text(), out: process.out() };
}

describe.each(FILES)("the wrong system file %s", (file) => {
  it.each(LANGUAGES)("gets one screen that says what to do (%s)", async (language) => {
    const { exitCode, text, out } = await page(file, language);
    expect([exitCode, out]).toEqual([FOUND_BY_THE_TOOL.has(file) ? EXIT.measurement : EXIT.usage, ""]);
    const lines = text.trimEnd().split("\n");
    expect(lines.length).toBeLessThanOrEqual(SCREEN.lines);
    expect(lines.filter((line) => displayWidth(line) > SCREEN.columns)).toEqual([]);
    // No gap of a sentence stayed open.
    expect(text).not.toMatch(/\{\w+\}/);
    await expect(text).toMatchFileSnapshot(join("fixtures/wrong-systems", file.replace(".yaml", `.${language}.txt`)));
  });
});
