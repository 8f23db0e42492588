import type { Nanoseconds } from "../../../model/time.js";
import { type BodyBytes, type ChunkPlace, hasAllChunks, hasBadChunk, resetChunks, takeChunks } from "./chunked-body.js";
import { HeadBytes } from "./head-bytes.js";
import { type ResponseHead, readResponseHead } from "./response-head.js";

const HEAD = 0;
const LENGTH = 1;
const CHUNKED = 2;
const UNTIL_CLOSE = 3;
const COMPLETE = 4;
const FAILED = 5;

const STAGES = { none: COMPLETE, length: LENGTH, chunked: CHUNKED, "until-close": UNTIL_CLOSE } as const;

const NOBODY: BodyBytes = { data: () => undefined };

/**
 * Takes one response after the other out of the bytes of a connection, wherever they are split.
 *
 * A class, as everything that is touched for each event of each stream: what belongs to one stream lies together in memory.
 */
export class ResponseFraming implements ChunkPlace {
  private stage: number = COMPLETE;
  chunkStage = 0;
  chunkBytes = 0;
  digits = 0;
  private body: BodyBytes = NOBODY;
  lineBytes = 0;
  trailerBytes = 0;
  chunkWords: string | undefined = undefined;
  private bytesLeft = 0;
  private begun = false;
  private words = "";
  private readonly headBytes = new HeadBytes();
  private readonly toldHead: (atNs: Nanoseconds, head: ResponseHead) => void;

  constructor(head: (atNs: Nanoseconds, head: ResponseHead) => void) {
    this.toldHead = head;
  }

  /** Gets ready for a response; until then bytes belong to none. */
  expect(body: BodyBytes): void {
    this.body = body;
    this.headBytes.reset();
    this.stage = HEAD;
    this.begun = false;
  }

  /** Takes bytes up to the end of the response; returns the index after the last one that belongs to it. */
  take(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number {
    if (this.stage === CHUNKED) return this.takeChunked(atNs, bytes, start, end);
    let at = start;
    this.begun ||= end > start;
    while (at < end && this.stage === HEAD) at = this.takeHead(atNs, bytes, at, end);
    if (at === end) return at;
    switch (this.stage) {
      case CHUNKED:
        return this.takeChunked(atNs, bytes, at, end);
      case LENGTH:
        return this.takeLength(atNs, bytes, at, end);
      case UNTIL_CLOSE:
        this.body.data(atNs, bytes, at, end);
        return end;
      default:
        return at;
    }
  }

  /** Whether more bytes of a response are to come. */
  isReading(): boolean {
    return this.stage < COMPLETE;
  }

  /** Why the bytes are no response, in words for the record. */
  refused(): string | undefined {
    return this.stage === FAILED ? this.words : undefined;
  }

  /** Whether any byte of the response has come. */
  hasBegun(): boolean {
    return this.begun;
  }

  /** Whether the response ends where the other side closes. */
  endsWithClose(): boolean {
    return this.stage === UNTIL_CLOSE;
  }

  private takeHead(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number {
    const at = this.headBytes.take(bytes, start, end);
    const refused = this.headBytes.refused();
    const text = this.headBytes.text();
    if (refused !== undefined) this.fail(refused);
    else if (text !== undefined) this.endHead(atNs, readResponseHead(text));
    return at;
  }

  private endHead(atNs: Nanoseconds, head: ReturnType<typeof readResponseHead>): void {
    this.headBytes.reset();
    if ("refused" in head) this.fail(head.refused);
    // An informational response is passed over; the real one follows.
    else if (head.status >= 200) {
      this.stage = STAGES[head.body.kind];
      if (head.body.kind === "length") this.bytesLeft = head.body.bytes;
      resetChunks(this);
      this.toldHead(atNs, head);
    }
  }

  private takeChunked(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number {
    const at = takeChunks(this, atNs, bytes, start, end, this.body);
    if (hasAllChunks(this)) this.stage = COMPLETE;
    else if (hasBadChunk(this)) this.fail(this.chunkWords ?? "");
    return at;
  }

  private takeLength(atNs: Nanoseconds, bytes: Uint8Array, start: number, end: number): number {
    const to = Math.min(end, start + this.bytesLeft);
    this.bytesLeft -= to - start;
    if (this.bytesLeft === 0) this.stage = COMPLETE;
    this.body.data(atNs, bytes, start, to);
    return to;
  }

  private fail(words: string): void {
    this.stage = FAILED;
    this.words = words;
  }
}
