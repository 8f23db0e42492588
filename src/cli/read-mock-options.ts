import { type MockOptions, mockOptionsSchema } from "../backends/mock/options.js";
import { InputError } from "../model/errors.js";
import { FILE_KINDS } from "../suite/file-kind.js";
import { toProblem } from "../suite/mistake.js";
import { textAt } from "../suite/peek.js";
import { readSystem, type SystemVocabulary } from "../suite/read-system.js";
import { readYaml } from "../suite/read-yaml.js";
import { readWithSchema } from "../suite/schema-mistakes.js";

/**
 * Options of a mock system, from its system file or from a file that holds nothing else.
 *
 * @throws InputError with all problems of the file, or where the system is not a mock
 */
export async function readMockOptions(file: string, vocabulary: SystemVocabulary): Promise<MockOptions> {
  const { document, problems } = await readYaml(file);
  if (document === undefined) throw new InputError(problems);
  const kind = textAt(document.value, "kind");
  if (!FILE_KINDS.some((known) => known === kind)) {
    const reading = await readWithSchema(mockOptionsSchema, document.value);
    if (reading.valid && problems.length === 0) return reading.value;
    const mistakes = reading.valid ? [] : reading.mistakes;
    throw new InputError([...problems, ...mistakes.map((mistake) => toProblem(document, mistake))]);
  }
  const { spec, options } = await readSystem(file, vocabulary);
  if (spec.adapter !== "mock") {
    const data = { system: spec.id, adapter: spec.adapter };
    throw new InputError([{ code: "not-a-mock", data, ...document.locate(["adapter"], "value") }]);
  }
  // Valid already; only its type got lost on the way.
  return mockOptionsSchema.parse(options);
}
