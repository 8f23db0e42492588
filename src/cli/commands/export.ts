import { join } from "node:path";
import { message } from "../../locales/catalogue.js";
import { InputError } from "../../model/errors.js";
import { EXIT } from "../../model/exit-codes.js";
import { MANIFEST_FILE } from "../../records/run-files.js";
import { readRun } from "../../records/run-reader.js";
import { EXPORTS, type ExportFormat } from "../../report/exports/all.js";
import { defineCommand } from "../command.js";
import { checkOutputFile, isFile, writeOutputFile } from "../output-file.js";

/** `tokwatt export RUN`: one run in the form of another tool. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("run", { type: "string", demandOption: true, describe: message(language, "cli.argument.run") })
      .option("format", {
        choices: Object.keys(EXPORTS) as ExportFormat[],
        default: "vllm" as const,
        describe: message(language, "cli.option.export-format"),
      })
      .option("output", { type: "string", describe: message(language, "cli.option.output") }),
  run: async ({ run, format, output }, { language, stdout, stderr }) => {
    if (output !== undefined) await checkOutputFile(output);
    if (!(await isFile(join(run, MANIFEST_FILE)))) {
      throw new InputError([{ code: "run-not-found", data: { path: run }, hint: "run-folder" }]);
    }
    // On one line, as vLLM writes it: there are numbers for every single gap.
    const text = `${JSON.stringify(EXPORTS[format as ExportFormat](await readRun(run)))}\n`;
    if (output === undefined) {
      stdout.write(text);
    } else {
      await writeOutputFile(output, text);
      stderr.write(`${message(language, "cli.report.written", { file: output })}\n`);
    }
    stderr.write(`${message(language, "cli.export.note.vllm")}\n`);
    return EXIT.ok;
  },
});
