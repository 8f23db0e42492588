/** Longest head of a response: a server that exceeds it is none that one wants to talk to. */
export const LARGEST_HEAD_BYTES = 64 * 2 ** 10;

const BEGINNING = "HTTP/1.";
/** Within so many bytes it must have begun. */
const LEADING_BYTES = 64;
const LF = 0x0a;
const CR = 0x0d;

/** Collects the bytes of a response's head, up to the empty line. */
export class HeadBytes {
  private held = "";
  private lineBytes = 0;
  private complete = false;
  private words: string | undefined = undefined;

  /** Takes bytes; returns the index after the last one that belongs to the head. */
  take(bytes: Uint8Array, start: number, end: number): number {
    let at = start;
    while (at < end && !this.complete) {
      const byte = bytes[at];
      at += 1;
      if (byte === LF) {
        this.complete = this.lineBytes === 0;
        this.lineBytes = 0;
      } else if (byte !== CR) this.lineBytes += 1;
    }
    const wasShort = this.held.length < LEADING_BYTES;
    this.held += Buffer.from(bytes.buffer, bytes.byteOffset + start, at - start).toString("latin1");
    // An empty line before the status line is passed over, as RFC 9112, section 2.2, advises for the other direction.
    if (this.complete && this.held.trim() === "") this.complete = false;
    if (wasShort && !BEGINNING.startsWith(this.held.trimStart().slice(0, BEGINNING.length))) {
      this.words = `not HTTP/1.1: ${firstLine(this.held)}`;
    } else if (this.held.length > LARGEST_HEAD_BYTES) this.words = `head of the response > ${LARGEST_HEAD_BYTES} B`;
    return at;
  }

  /** The head without its empty line, one character a byte; undefined until it is complete. */
  text(): string | undefined {
    return this.complete ? this.held.trim() : undefined;
  }

  /** Why the bytes are no head, as soon as they show it. */
  refused(): string | undefined {
    return this.words;
  }

  reset(): void {
    this.held = "";
    this.lineBytes = 0;
    this.complete = false;
    this.words = undefined;
  }
}

function firstLine(text: string): string {
  return (text.trimStart().split(/[\r\n]/)[0] ?? "").slice(0, 80);
}
