import { EXIT } from "../model/exit-codes.js";
import type { CliContext } from "./context.js";

export interface StopSignal {
  readonly signal: AbortSignal;
  /** Gives SIGINT and SIGTERM back to the process. */
  release(): void;
}

/**
 * Turns the first SIGINT or SIGTERM into an abort, so that what is running can end in order, and the second into an end
 * at once.
 *
 * @param onFirst called at the first one, for a word to whoever pressed the key
 * @param onSecond called before the end at once, for what must not be left behind on the screen
 */
export function createStopSignal(context: CliContext, onFirst: () => void, onSecond?: () => void): StopSignal {
  const controller = new AbortController();
  const release = context.onStopSignal(() => {
    if (controller.signal.aborted) {
      onSecond?.();
      context.exitNow(EXIT.interrupted);
      return;
    }
    onFirst();
    controller.abort();
  });
  return { signal: controller.signal, release };
}
