import { createHash } from "node:crypto";
import { type FileHandle, open } from "node:fs/promises";
import type { FileHash } from "../../model/run-record.js";

/** Enough that a read costs nothing a byte, and little enough that what was read is still in the processor's cache. */
const BLOCK_BYTES = 1024 * 1024;

/** What a block leaves unfinished is put in front of the next one, where it is not longer than this. */
const CARRY_BYTES = 64 * 1024;

const LINE_FEED = 0x0a;

/** Whole lines of a file, each with its line feed: `bytes` from `start` to `end`. They are overwritten afterwards. */
export type TakeLines = (bytes: Buffer, start: number, end: number) => void;

/**
 * Reads a file of lines block by block, however long it is, and hashes it on the way; the next block is read while one is
 * worked on.
 *
 * @param takeRest told what stands behind the last line feed, if anything does
 * @returns size and hash of the bytes that were read; rejects as the file system does
 */
export async function readBlocks(path: string, take: TakeLines, takeRest: (bytes: Buffer) => void): Promise<FileHash> {
  const file = await open(path);
  try {
    return await readAll(file, take, takeRest);
  } finally {
    await file.close();
  }
}

async function readAll(file: FileHandle, take: TakeLines, takeRest: (bytes: Buffer) => void): Promise<FileHash> {
  const hash = createHash("sha256");
  let total = 0;
  /** The begin of a line whose end was not read yet. */
  let begun: Buffer[] = [];
  let [block, other] = [Buffer.allocUnsafeSlow(CARRY_BYTES + BLOCK_BYTES), Buffer.alloc(0)];
  let bytesRead = await readInto(file, block);
  while (bytesRead > 0) {
    if (other.length === 0) other = Buffer.allocUnsafeSlow(CARRY_BYTES + BLOCK_BYTES);
    const next = readInto(file, other);
    // Where the work below throws, nobody waits for it any more.
    next.catch(() => {});
    const end = CARRY_BYTES + bytesRead;
    hash.update(block.subarray(CARRY_BYTES, end));
    total += bytesRead;
    begun = takeBlock(block, end, begun, take);
    bytesRead = await next;
    [block, other] = [other, block];
  }
  if (begun.length > 0) takeRest(Buffer.concat(begun));
  return { bytes: total, sha256: hash.digest("hex") };
}

function takeBlock(block: Buffer, end: number, begun: readonly Buffer[], take: TakeLines): Buffer[] {
  const lastFeed = block.subarray(CARRY_BYTES, end).lastIndexOf(LINE_FEED);
  if (lastFeed === -1) return [...begun, Buffer.from(block.subarray(CARRY_BYTES, end))];
  const linesEnd = CARRY_BYTES + lastFeed + 1;
  const carried = begun.reduce((sum, piece) => sum + piece.length, 0);
  if (carried > CARRY_BYTES) {
    const joined = Buffer.concat([...begun, block.subarray(CARRY_BYTES, linesEnd)]);
    take(joined, 0, joined.length);
  } else {
    let start = CARRY_BYTES - carried;
    const first = start;
    for (const piece of begun) start += piece.copy(block, start);
    take(block, first, linesEnd);
  }
  return linesEnd === end ? [] : [Buffer.from(block.subarray(linesEnd, end))];
}

/** Behind the room for what the block before it left unfinished. */
async function readInto(file: FileHandle, block: Buffer): Promise<number> {
  const { bytesRead } = await file.read(block, CARRY_BYTES, BLOCK_BYTES);
  return bytesRead;
}
