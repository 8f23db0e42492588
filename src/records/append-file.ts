import { type FileHandle, open } from "node:fs/promises";
import type { MeasurementError } from "../model/errors.js";
import { writeFailed } from "./file-error.js";

/**
 * How long data may wait in memory. Short enough that a killed process loses less than a quarter of a second, long
 * enough that thousands of lines a second cost the load generator ten writes a second, not thousands.
 */
export const FLUSH_AFTER_MS = 100;

/** Data that waits is written at once when there is more of it than this. */
const FLUSH_AFTER_BYTES = 256 * 1024;

/** A file that only grows. */
export interface AppendFile {
  /** Never blocks. Does nothing after a failure, and throws `Error` after `close`. */
  append(data: string | Uint8Array): void;
  /** Writes what waits, brings it to the disk and closes the file. Rejects with the first failure, if there was one. */
  close(): Promise<void>;
}

/**
 * Creates a file, which must not exist yet, and appends to it.
 *
 * After a failure nothing more is written: the file ends where it happened, perhaps in the middle of a line, and a gap
 * inside it is impossible.
 *
 * @param file as messages name it: relative to the results folder
 * @param onFailure told of the first failure when it happens, long before `close`
 * @param folder resolves when the file's folder is there; its rejection is the file's failure
 */
export function createAppendFile(
  path: string,
  file: string,
  onFailure: (error: MeasurementError) => void = () => {},
  folder: Promise<void> = Promise.resolve(),
): AppendFile {
  const waiting: Uint8Array[] = [];
  let waitingBytes = 0;
  let timer: NodeJS.Timeout | undefined;
  let closed = false;
  let failure: MeasurementError | undefined;
  let handle: FileHandle | undefined;

  const fail = (error: unknown): void => {
    if (failure !== undefined) return;
    failure = writeFailed(file, error);
    onFailure(failure);
  };

  /** Ends with the last write that was asked for; never rejects. */
  let written = folder
    .then(() => open(path, "ax"))
    .then((opened) => {
      handle = opened;
    }, fail);

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    waitingBytes = 0;
    const chunk = Buffer.concat(waiting.splice(0));
    written = written.then(async () => {
      if (failure === undefined && handle !== undefined) await writeAll(handle, chunk).catch(fail);
    });
  };

  return {
    append(data) {
      if (closed) throw new Error(`${file} is closed`);
      if (failure !== undefined) return;
      const bytes = typeof data === "string" ? Buffer.from(data) : data;
      waiting.push(bytes);
      waitingBytes += bytes.length;
      if (waitingBytes > FLUSH_AFTER_BYTES) flush();
      else timer ??= setTimeout(flush, FLUSH_AFTER_MS);
    },
    async close() {
      closed = true;
      flush();
      await written;
      if (failure === undefined) await handle?.sync().catch(fail);
      await handle?.close().catch(fail);
      if (failure !== undefined) throw failure;
    },
  };
}

/** A single write may take less than all of a chunk. */
async function writeAll(handle: FileHandle, chunk: Uint8Array): Promise<void> {
  for (let offset = 0; offset < chunk.length; ) {
    const { bytesWritten } = await handle.write(chunk, offset);
    offset += bytesWritten;
  }
}
