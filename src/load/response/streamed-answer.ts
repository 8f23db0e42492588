import type { RequestFailure } from "../../model/request-sample.js";
import type { Nanoseconds } from "../../model/time.js";
import { EMPTY_EVENT } from "../../model/token-events.js";
import type { EventShortcuts } from "../sse/event-shortcuts.js";
import { type OpenAiChunk, readChunk } from "../sse/openai-chunk.js";
import { skipDone } from "../sse/skip-bytes.js";
import { createSseScanner, LARGEST_EVENT_BYTES, type SseScanner } from "../sse/sse-scanner.js";
import type { StreamObserver } from "../stream-client.js";
import { requestFailure } from "./request-failure.js";
import type { ResponseReader } from "./response-reader.js";
import { TokenCounter } from "./token-counter.js";

/**
 * An answer as a stream of events. It is complete with `[DONE]`, or, as some servers leave that out, with a finish reason
 * and the end of the body.
 */
export class StreamedAnswer implements ResponseReader {
  /** Whether the next byte begins an event of a stream that is still worth reading. */
  private isBetweenEvents = true;
  /** Whether any event was read without the scanner. */
  private hasKnown = false;
  /** Whether the counter knows that the last event was not counted. */
  private isUncounted = false;
  private readonly shortcuts: EventShortcuts | undefined;
  private readonly observer: StreamObserver;
  private readonly counter = new TokenCounter();
  private finishReason: string | undefined = undefined;
  private failure: RequestFailure | undefined = undefined;
  private done: Nanoseconds | undefined = undefined;
  private readNs: Nanoseconds = 0;
  private scanner: SseScanner | undefined = undefined;

  /** @param shortcuts without them every event is parsed, which makes no difference but to the time that it takes */
  constructor(observer: StreamObserver, shortcuts: EventShortcuts | undefined) {
    this.observer = observer;
    this.shortcuts = shortcuts;
  }

  takeFast(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number {
    const { shortcuts } = this;
    if (!this.isBetweenEvents || shortcuts === undefined) return start;
    let at = start;
    while (at < end) {
      const next = shortcuts.match(bytes, at, end);
      if (next === 0) break;
      at = next;
      this.takeKnown(atNs, shortcuts);
    }
    return at === end ? at : this.takeDone(atNs, bytes, at, end);
  }

  data(atNs: Nanoseconds, chunk: Uint8Array): RequestFailure | undefined {
    this.readNs = atNs;
    this.scanner ??= createSseScanner((data) => this.takeEvent(data));
    if (this.hasKnown) this.scanner.passOver();
    const fits = this.scanner.push(chunk);
    this.isBetweenEvents = this.isWanted() && this.scanner.isBetweenEvents();
    return this.failure ?? (fits ? undefined : tooLarge());
  }

  end(): RequestFailure | undefined {
    if (this.scanner?.end() === false) return tooLarge();
    return this.failure ?? (this.finishReason === undefined ? this.broken("EOF before [DONE]") : undefined);
  }

  broken(detail: string): RequestFailure | undefined {
    return this.done === undefined ? requestFailure("broken-stream", detail) : undefined;
  }

  doneNs(): Nanoseconds | undefined {
    return this.done;
  }

  counts(isComplete: boolean): ReturnType<ResponseReader["counts"]> {
    return {
      promptTokens: this.counter.promptTokens(),
      outputTokens: this.counter.outputTokens(isComplete),
      finishReason: this.finishReason,
    };
  }

  /** Takes `[DONE]`, if that is what stands at `start`, and with it all bytes: nothing after it is read. */
  private takeDone(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number {
    if (skipDone(bytes, start, end) === 0) return start;
    this.done = atNs;
    this.isBetweenEvents = false;
    return end;
  }

  private isWanted(): boolean {
    return this.failure === undefined && this.done === undefined;
  }

  private takeEvent(data: Uint8Array): void {
    if (!this.isWanted() || data.length === 0) return;
    const { shortcuts } = this;
    // An event that came in pieces may be well known all the same.
    if (shortcuts?.matchData(data)) {
      this.takeKnown(this.readNs, shortcuts);
      return;
    }
    const chunk = readChunk(data);
    switch (chunk.kind) {
      case "done":
        this.done = this.readNs;
        return;
      case "error":
        this.failure = requestFailure("server-error", chunk.message);
        return;
      case "malformed":
        this.failure = requestFailure("malformed-event", chunk.text);
        return;
      case "chunk":
        this.takeChunk(chunk);
        shortcuts?.learn(data, chunk);
    }
  }

  private takeChunk({ event, usage, finishReason }: Extract<OpenAiChunk, { kind: "chunk" }>): void {
    this.isUncounted = false;
    const tokens = this.counter.take(usage, event !== undefined && event !== EMPTY_EVENT);
    if (event !== undefined) this.observer.event(this.readNs, event, tokens);
    this.finishReason = finishReason ?? this.finishReason;
  }

  /** As `takeChunk`, for an event that was not parsed. */
  private takeKnown(atNs: Nanoseconds, shortcuts: EventShortcuts): void {
    const template = shortcuts.matched();
    if (template === undefined) return;
    const { chunk, hasText } = template;
    let tokens = 0;
    if (chunk.usage !== undefined) {
      tokens = this.counter.takeCounts(shortcuts.promptTokens(), shortcuts.completionTokens(), hasText);
      this.isUncounted = false;
    } else if (hasText && !this.isUncounted) {
      this.counter.takeUncounted();
      this.isUncounted = true;
    }
    this.hasKnown = true;
    if (chunk.finishReason !== undefined) this.finishReason = chunk.finishReason;
    if (chunk.event !== undefined) this.observer.event(atNs, chunk.event, tokens);
  }
}

function tooLarge(): RequestFailure {
  return requestFailure("malformed-event", `event > ${LARGEST_EVENT_BYTES} B`);
}
