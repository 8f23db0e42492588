import { randomUUID } from "node:crypto";
import { link, readFile, rename, unlink, writeFile } from "node:fs/promises";
import { setTimeout as sleep } from "node:timers/promises";
import { errorCode, isMissing } from "./file-error.js";

const RETRY_AFTER_MS = 20;

/** Nobody holds a lock for so long: an append takes milliseconds. */
const STALE_AFTER_MS = 5000;

/**
 * Runs `action` while no other process that uses the same lock file runs its own. Waits for its turn.
 *
 * A lock whose holder was killed is taken away when the same holder was seen for `staleAfterMs`. Counting from the first
 * sight needs neither a common clock nor a common list of processes, so that it also holds on a shared file system.
 *
 * @throws the operating system's error where the lock cannot be created or taken away
 */
export async function withLockFile<Result>(
  path: string,
  action: () => Promise<Result>,
  staleAfterMs = STALE_AFTER_MS,
): Promise<Result> {
  const holder = randomUUID();
  await acquire(path, holder, staleAfterMs);
  try {
    return await action();
  } finally {
    if ((await readHolder(path)) === holder) await unlink(path);
  }
}

async function acquire(path: string, holder: string, staleAfterMs: number): Promise<void> {
  let seen: string | undefined;
  let seenSinceMs = performance.now();
  while (!(await create(path, holder))) {
    const current = await readHolder(path);
    if (current !== seen) {
      seen = current;
      seenSinceMs = performance.now();
    } else if (current !== undefined && performance.now() - seenSinceMs > staleAfterMs) {
      await takeAway(path, current, holder);
    }
    await sleep(RETRY_AFTER_MS);
  }
}

async function create(path: string, holder: string): Promise<boolean> {
  try {
    await writeFile(path, holder, { flag: "wx" });
    return true;
  } catch (error) {
    if (errorCode(error) === "EEXIST") return false;
    throw error;
  }
}

async function readHolder(path: string): Promise<string | undefined> {
  try {
    return await readFile(path, "utf8");
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}

/**
 * Removes the lock of `stale`. Of several processes that try it one alone gets the file, because a rename succeeds once;
 * if that was already the lock of the next holder, it is put back.
 */
async function takeAway(path: string, stale: string, self: string): Promise<void> {
  const taken = `${path}.${self}`;
  try {
    await rename(path, taken);
  } catch (error) {
    if (isMissing(error)) return;
    throw error;
  }
  if ((await readHolder(taken)) !== stale) {
    await link(taken, path).catch((error: unknown) => {
      if (errorCode(error) !== "EEXIST") throw error;
    });
  }
  await unlink(taken);
}
