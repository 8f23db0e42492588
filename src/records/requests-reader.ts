import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, failure } from "../model/finding.js";
import type { RequestSample } from "../model/request-sample.js";
import type { FileHash } from "../model/run-record.js";
import { isMissing } from "./file-error.js";
import type { StreamedFiles } from "./record-files.js";
import { readBlocks } from "./requests/read-blocks.js";
import { createRequestLines } from "./requests/request-lines.js";
import { RequestTable } from "./requests/request-table.js";
import { SeenIndices } from "./requests/seen-indices.js";
import { labelOf, OLD_REQUESTS_FILE, REQUESTS_FOLDER, shardOfFile } from "./run-files.js";
import type { Part } from "./run-reader.js";

/** Bytes of a line, before anything is known of those of a run. */
const USUAL_LINE_BYTES = 300;

/** Reads the requests of a run, file by file, and keeps them in columns. */
export interface RequestsReader extends StreamedFiles {
  /** The requests of all shards in the order of their index, when all have been read. */
  requests(): Part<readonly RequestSample[]>;
}

/** A request that stands twice is damage, also in two shards: the first one counts. */
export function createRequestsReader(directory: string): RequestsReader {
  let bytesRead = 0;
  let bytesInAll: number | undefined;
  const table = new RequestTable((rows) => {
    const lineBytes = rows === 0 ? USUAL_LINE_BYTES : bytesRead / rows;
    return (bytesInAll ?? 0) / lineBytes;
  });
  const seen = new SeenIndices();
  const findings: Finding[] = [];
  return {
    isStreamed: isRequestsFile,
    async read(name, path) {
      bytesInAll ??= await sizeOfRequests(directory);
      const file = labelOf(directory, name);
      const repeated: { line: number; request: number }[] = [];
      let count = 0;
      const lines = createRequestLines(file, table, (request, line) => {
        if (seen.add(request)) return true;
        count += 1;
        if (count === 1) repeated.push({ line, request });
        return false;
      });
      const take = (bytes: Buffer, start: number, end: number): void => {
        bytesRead += end - start;
        lines.take(bytes, start, end);
      };
      const hash = await readBlocks(path, take, lines.takeRest);
      findings.push(...lines.findings());
      findings.push(...repeated.map((first) => failure("request-duplicate", { file, ...first, count })));
      return hash;
    },
    requests: () => ({ value: table.inOrder(), findings }),
  };
}

/** Takes the hashes of the files of requests and reads nothing in them. */
export const UNREAD_REQUESTS: StreamedFiles = {
  isStreamed: isRequestsFile,
  read: (_, path): Promise<FileHash> =>
    readBlocks(
      path,
      () => {},
      () => {},
    ),
};

function isRequestsFile(name: string): boolean {
  return name === OLD_REQUESTS_FILE || (name.startsWith(`${REQUESTS_FOLDER}/`) && shardOfFile(name) !== undefined);
}

/** Bytes of all files of requests that are there; it only says for how many requests there should be room. */
async function sizeOfRequests(directory: string): Promise<number> {
  const folder = join(directory, REQUESTS_FOLDER);
  const names = await readdir(folder).catch(() => []);
  const paths = [join(directory, OLD_REQUESTS_FILE), ...names.map((name) => join(folder, name))];
  const sizes = await Promise.all(paths.map(sizeOf));
  return sizes.reduce((sum, size) => sum + size, 0);
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (isMissing(error)) return 0;
    throw error;
  }
}
