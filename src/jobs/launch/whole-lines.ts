/** A longer line is passed on in pieces: nothing may fill the memory. */
const LONGEST_HELD = 64 * 1024;

const NEW_LINE = 0x0a;
const RETURN = 0x0d;

/** Cuts one stream of several that go into one log. */
export interface WholeLines {
  /** The whole lines that are complete with this piece, ends included; empty when there is none. */
  take(bytes: Uint8Array): Uint8Array;
  /** What is left when the stream has ended. */
  rest(): Uint8Array;
}

/**
 * Keeps half a line until its end has come, so that lines of stdout and stderr are not mixed into each other.
 *
 * @param options.isReturnAnEnd the state of a progress bar, which ends in `\r`, is a line too
 */
export function createWholeLines({ isReturnAnEnd }: { readonly isReturnAnEnd: boolean }): WholeLines {
  let held = Buffer.alloc(0);
  return {
    take: (bytes) => {
      const all = held.length === 0 ? Buffer.from(bytes) : Buffer.concat([held, bytes]);
      const lastEnd = Math.max(all.lastIndexOf(NEW_LINE), isReturnAnEnd ? all.lastIndexOf(RETURN) : -1);
      const end = all.length - lastEnd > LONGEST_HELD ? all.length : lastEnd + 1;
      held = all.subarray(end);
      return all.subarray(0, end);
    },
    rest: () => {
      const rest = held;
      held = Buffer.alloc(0);
      return rest;
    },
  };
}
