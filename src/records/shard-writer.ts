import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import type { MeasurementError } from "../model/errors.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RequestTokenEvents } from "../model/token-events.js";
import { createAppendFile } from "./append-file.js";
import { redactSample } from "./redact-record.js";
import { labelOf, SHARD_ALIAS, SHARD_FOLDERS, shardFiles } from "./run-files.js";
import { createTokenSidecar, type TokenSidecarKind } from "./token-sidecar.js";

/**
 * Writes what one process of the load generator sees: its requests and their token events. Everything is in its file a
 * tenth of a second later (sums of a giant run: five seconds), so that a killed process loses next to nothing.
 */
export interface ShardWriter {
  /** A request that has ended; its last events were handed over before. */
  request(sample: RequestSample): void;
  /** The next events of a request, in order of arrival; any number of blocks a request. Throws `RangeError`. */
  tokenEvents(events: RequestTokenEvents): void;
  /** Brings both files to the disk. Rejects with the first failure, if there was one; may be called again. */
  close(): Promise<void>;
}

export interface ShardOptions {
  /** Folder of the run. */
  readonly directory: string;
  /** Name of the shard, and of its files. */
  readonly alias: string;
  /** `full` where it is left out. */
  readonly tokens?: TokenSidecarKind | undefined;
  /** Told of the first failure to write when it happens, long before `close`. */
  readonly onFailure?: ((error: MeasurementError) => void) | undefined;
}

/**
 * Creates the files of a shard in the folder of a run, beside those of other processes. A file that cannot be created is a
 * failure to write. Loaded by every worker, so nothing here may reach for the schemas.
 *
 * @throws RangeError where the alias is no name of a file, or the bins cannot be
 */
export async function createShardWriter(options: ShardOptions): Promise<ShardWriter> {
  const { directory, alias, tokens = { kind: "full" }, onFailure } = options;
  if (!SHARD_ALIAS.test(alias)) throw new RangeError(`no name of a shard: ${alias}`);
  const folders = createShardFolders(directory);
  const open = (name: string) => createAppendFile(join(directory, name), labelOf(directory, name), onFailure, folders);
  const names = shardFiles(alias);
  const requests = open(names.requests);
  const events = open(names.tokens);
  const sidecar = createTokenSidecar(tokens, events);
  await folders.catch(() => {});
  let closing: Promise<void> | undefined;
  return {
    request(sample) {
      // Requests are not validated here: a line that a reader will refuse is worth more than no line.
      requests.append(`${JSON.stringify(redactSample(sample))}\n`);
      sidecar.request(sample);
    },
    tokenEvents(block) {
      if (closing !== undefined) throw new Error(`${names.tokens} is closed`);
      sidecar.tokenEvents(block);
    },
    close() {
      closing ??= endShard();
      return closing;
    },
  };

  async function endShard(): Promise<void> {
    sidecar.end();
    const outcomes = await Promise.allSettled([requests.close(), events.close()]);
    const failed = outcomes.find((outcome) => outcome.status === "rejected");
    if (failed !== undefined) throw failed.reason;
  }
}

async function createShardFolders(directory: string): Promise<void> {
  for (const folder of SHARD_FOLDERS) await mkdir(join(directory, folder), { recursive: true });
}
