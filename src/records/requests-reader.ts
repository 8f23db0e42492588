import { type Finding, failure } from "../model/finding.js";
import type { RequestSample } from "../model/request-sample.js";
import { readJsonLines } from "./json-lines.js";
import type { RecordFiles } from "./record-files.js";
import { labelOf, OLD_REQUESTS_FILE, REQUESTS_FOLDER, shardOfFile } from "./run-files.js";
import type { Part } from "./run-reader.js";
import { requestSchema } from "./schema/request-schema.js";
import { validate } from "./validate.js";

/** The requests of all shards in the order of their index. One that stands twice is damage, also in two shards. */
export function readRequests(directory: string, { contents }: RecordFiles): Part<readonly RequestSample[]> {
  const byIndex = new Map<number, RequestSample>();
  const findings: Finding[] = [];
  for (const [name, bytes] of contents) {
    if (name !== OLD_REQUESTS_FILE && !isRequestsFile(name)) continue;
    const file = labelOf(directory, name);
    const repeated: { readonly line: number; readonly request: number }[] = [];
    const damage = readJsonLines(
      file,
      bytes,
      (line) => validate(requestSchema, line),
      (sample, line) => {
        if (byIndex.has(sample.index)) repeated.push({ line, request: sample.index });
        else byIndex.set(sample.index, sample);
      },
    );
    findings.push(...damage);
    const [first] = repeated;
    if (first !== undefined) findings.push(failure("request-duplicate", { file, ...first, count: repeated.length }));
  }
  return { value: [...byIndex.values()].sort((a, b) => a.index - b.index), findings };
}

function isRequestsFile(name: string): boolean {
  return name.startsWith(`${REQUESTS_FOLDER}/`) && shardOfFile(name) !== undefined;
}
