import { type FileHandle, open } from "node:fs/promises";
import { type Clock, sleepUntil } from "../../contract/clock.js";
import { MeasurementError } from "../../model/errors.js";
import { failure } from "../../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../../model/time.js";

export interface TailOptions {
  readonly path: string;
  readonly clock: Clock;
  /** @param withinNs the bytes were written at most so long before `atNs` */
  readonly output: (bytes: Uint8Array, atNs: Nanoseconds, withinNs: Nanoseconds) => void;
  /** Instant at which there was nothing in the file; absent where nobody knows when its first bytes were written. */
  readonly emptySinceNs?: Nanoseconds | undefined;
  /** Between two looks at the file. */
  readonly intervalNs?: Nanoseconds | undefined;
  /** How long the file must have stayed as it is to be taken as complete, once its writer has ended. */
  readonly settleNs?: Nanoseconds | undefined;
}

export interface TailedFile {
  /** The writer has ended: resolves when the rest was read. Rejects with `MeasurementError` where the file cannot be read. */
  finish(): Promise<void>;
  /** Reads no more. */
  stop(): Promise<void>;
}

/** A line of a log is stamped at most this late; four looks a second cost a thousandth of a core. */
const INTERVAL_NS = 250 * NS_PER_MILLISECOND;
/** Clients of network file systems keep what they know of a file for some seconds, but not over a new `open` (NFS). */
const SETTLE_NS = NS_PER_SECOND;
const LONGEST_READ = 256 * 1024;
/** Bytes that were there before anybody looked may be of any age. */
const ANY_AGE_NS = Number.MAX_SAFE_INTEGER;

/** Follows a file that somebody else writes, from its first byte. It need not be there yet, nor ever. */
export function tailFile(options: TailOptions): TailedFile {
  const { path, clock, output, intervalNs = INTERVAL_NS, settleNs = SETTLE_NS } = options;
  const buffer = Buffer.allocUnsafe(LONGEST_READ);
  let offset = 0;
  /** Last instant at which the file was seen to hold no more than what has been read. */
  let endSeenNs = options.emptySinceNs;
  let ending: "finish" | "stop" | undefined;
  let wake = new AbortController();

  /** Reads what is new; how many bytes that were. Opened anew each time: an open file of NFS may never see its growth. */
  const readOn = async (): Promise<number> => {
    let lookNs = clock.nowNs();
    const file = await openIfThere(path);
    if (file === undefined) {
      endSeenNs = lookNs;
      return 0;
    }
    try {
      // Whoever writes the file began it again.
      if ((await file.stat()).size < offset) offset = 0;
      let total = 0;
      while (ending !== "stop") {
        lookNs = clock.nowNs();
        const { bytesRead } = await file.read(buffer, 0, LONGEST_READ, offset);
        if (bytesRead === 0) break;
        offset += bytesRead;
        total += bytesRead;
        const atNs = clock.nowNs();
        output(
          Buffer.from(buffer.subarray(0, bytesRead)),
          atNs,
          endSeenNs === undefined ? ANY_AGE_NS : atNs - endSeenNs,
        );
      }
      endSeenNs = lookNs;
      return total;
    } finally {
      await file.close();
    }
  };
  const pause = async (lengthNs: Nanoseconds): Promise<void> => {
    wake = new AbortController();
    // What was asked for while the file was being read.
    if (ending === "stop") return;
    await sleepUntil(clock, clock.nowNs() + lengthNs, wake.signal, lengthNs / 10);
  };
  const follow = async (): Promise<void> => {
    while (ending === undefined) {
      // A shared file system that is away for a moment is no end of the job.
      await readOn().catch(() => 0);
      if (ending === undefined) await pause(intervalNs);
    }
    while (ending === "finish") {
      await readOn();
      await pause(settleNs);
      if ((await readOn()) === 0) break;
    }
  };
  const followed = follow();
  // Whoever finishes hears of it; nobody else does.
  followed.catch(() => {});
  const end = (how: "finish" | "stop"): void => {
    ending = how;
    wake.abort();
  };
  return {
    finish: async () => {
      end("finish");
      try {
        await followed;
      } catch (error) {
        throw new MeasurementError(failure("job-output-unreadable", { reason: reasonOf(error) }), { cause: error });
      }
    },
    stop: async () => {
      end("stop");
      await followed.catch(() => {});
    },
  };
}

async function openIfThere(path: string): Promise<FileHandle | undefined> {
  try {
    return await open(path, "r");
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}

function reasonOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
