import type { StopSignal } from "./stream-client.js";

/** A signal for one listener, far lighter than an `AbortController` for each request. */
export class LightSignal implements StopSignal {
  aborted = false;
  private listener: (() => void) | undefined = undefined;

  /** @throws Error for a second listener */
  addEventListener(_type: "abort", listener: () => void): void {
    if (this.listener !== undefined && this.listener !== listener) throw new Error("a request has one listener");
    this.listener = listener;
  }

  removeEventListener(_type: "abort", listener: () => void): void {
    if (this.listener === listener) this.listener = undefined;
  }

  /** Tells the listener, once. */
  abort(): void {
    if (this.aborted) return;
    this.aborted = true;
    this.listener?.();
    this.listener = undefined;
  }
}
