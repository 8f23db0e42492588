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

/** A file that is written now and then has little memory of its own; it grows with what waits. */
const FIRST_BUFFER_BYTES = 4096;

/** No UTF-16 unit of a string takes more bytes in UTF-8. */
const UTF8_BYTES_A_UNIT = 3;

/** A file that only grows. */
export interface AppendFile {
  /** Never blocks. Does nothing after a failure, and throws `Error` after `close`. */
  append(data: string | Uint8Array): void;
  /**
   * The same without a piece of memory for each call: `write` puts at most `room` bytes from `offset` on and returns the
   * offset behind them. Where it throws, nothing was appended.
   */
  appendInPlace(room: number, write: (bytes: Uint8Array, offset: number) => number): void;
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
  let buffer: Buffer = Buffer.alloc(0);
  let length = 0;
  /** A buffer whose bytes are written and that can be filled again. */
  let spare: Buffer | undefined;
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
    if (length === 0) return;
    const [full, chunk] = [buffer, buffer.subarray(0, length)];
    buffer = spare ?? Buffer.alloc(0);
    spare = undefined;
    length = 0;
    written = written.then(async () => {
      if (failure === undefined && handle !== undefined) await writeAll(handle, chunk).catch(fail);
      if (full.length <= FLUSH_AFTER_BYTES) spare = full;
    });
  };

  const makeRoom = (room: number): void => {
    if (buffer.length - length >= room) return;
    if (length + room > FLUSH_AFTER_BYTES) flush();
    if (buffer.length - length >= room) return;
    const larger = Buffer.allocUnsafeSlow(Math.max(FIRST_BUFFER_BYTES, 2 ** Math.ceil(Math.log2(length + room))));
    buffer.copy(larger, 0, 0, length);
    buffer = larger;
  };

  /** Whether anything is still taken. */
  const isOpen = (): boolean => {
    if (closed) throw new Error(`${file} is closed`);
    return failure === undefined;
  };

  const appendedTo = (end: number): void => {
    length = end;
    if (length >= FLUSH_AFTER_BYTES) flush();
    else timer ??= setTimeout(flush, FLUSH_AFTER_MS);
  };

  return {
    append(data) {
      if (!isOpen()) return;
      const isText = typeof data === "string";
      makeRoom(isText ? data.length * UTF8_BYTES_A_UNIT : data.length);
      if (isText) appendedTo(length + buffer.write(data, length));
      else {
        buffer.set(data, length);
        appendedTo(length + data.length);
      }
    },
    appendInPlace(room, write) {
      if (!isOpen()) return;
      makeRoom(room);
      appendedTo(write(buffer, length));
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
