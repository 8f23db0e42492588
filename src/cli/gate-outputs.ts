import { appendFile } from "node:fs/promises";
import type { GateSurface } from "../contract/gate-surface.js";
import { unknownName } from "../contract/registry.js";
import { InputError, problemsOf } from "../model/errors.js";
import type { GateReport } from "../model/gate.js";
import type { Language } from "../model/localized-text.js";
import type { Problem } from "../model/problem.js";
import { errorCode } from "../records/file-error.js";
import { GATE_SURFACES, gateSurfaces } from "../report/gate/surfaces.js";
import { checkOutputFile, writeOutputFile } from "./output-file.js";
import { FILE_RENDER_OPTIONS } from "./render-options.js";

/** A form of the report, and the file that it goes to. */
export interface GateOutput {
  readonly surface: GateSurface;
  readonly file: string;
}

/**
 * What `--write NAME=FILE` says, each time that it is given.
 *
 * @throws InputError with everything that is wrong
 */
export function readOutputs(words: readonly string[]): readonly GateOutput[] {
  const problems: Problem[] = [];
  const names = GATE_SURFACES.map(({ name }) => name);
  const outputs = words.flatMap((word) => {
    const [name = "", file = ""] = split(word);
    const surface = gateSurfaces.find(name);
    if (file === "") {
      const data = { received: word, known: names.join(", ") };
      problems.push({ code: "gate-write-malformed", data, hint: "gate-write-form" });
    } else if (surface === undefined) problems.push(unknownName("gate-surface", name, names));
    return surface === undefined || file === "" ? [] : [{ surface, file }];
  });
  const files = outputs.map(({ file }) => file);
  for (const file of new Set(files.filter((one, index) => files.indexOf(one) !== index))) {
    // What is appended and what replaces the file would undo one another.
    problems.push({ code: "gate-write-twice", data: { path: file }, hint: "choose-output" });
  }
  if (problems.length > 0) throw new InputError(problems);
  return outputs;
}

/** At the first sign: a path may have one of its own. */
function split(word: string): readonly string[] {
  const at = word.indexOf("=");
  return at < 0 ? [word] : [word.slice(0, at), word.slice(at + 1)];
}

/**
 * Makes sure before the first run that everything can be written after the last one.
 *
 * @throws InputError with all files that cannot
 */
export async function checkOutputs(outputs: readonly GateOutput[]): Promise<void> {
  const problems: Problem[] = [];
  for (const { file } of outputs) {
    try {
      await checkOutputFile(file);
    } catch (error) {
      problems.push(...problemsOf(error));
    }
  }
  if (problems.length > 0) throw new InputError(problems);
}

/**
 * Writes the report in every form that was asked for: behind what stands in a file where the form is one of those, else in its
 * place.
 *
 * @throws InputError where a file cannot be written
 */
export async function writeOutputs(
  report: GateReport,
  outputs: readonly GateOutput[],
  language: Language,
): Promise<void> {
  for (const { surface, file } of outputs) {
    const text = surface.render(report, language, FILE_RENDER_OPTIONS);
    await (surface.appends ? append(file, text) : writeOutputFile(file, text));
  }
}

async function append(file: string, text: string): Promise<void> {
  try {
    await appendFile(file, text);
  } catch (error) {
    const data = { path: file, reason: errorCode(error) };
    throw new InputError([{ code: "output-not-writable", data, hint: "choose-output" }], { cause: error });
  }
}
