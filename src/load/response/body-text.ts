import { LARGEST_EVENT_BYTES } from "../sse/sse-scanner.js";

/** A body that is read as a whole. What goes beyond the size of the largest event is dropped. */
export interface BodyText {
  push(chunk: Uint8Array): void;
  text(): string;
}

export function createBodyText(): BodyText {
  const pieces: Uint8Array[] = [];
  let bytes = 0;
  return {
    push: (chunk) => {
      const piece = new Uint8Array(chunk.subarray(0, LARGEST_EVENT_BYTES - bytes));
      bytes += piece.length;
      if (piece.length > 0) pieces.push(piece);
    },
    text: () => Buffer.concat(pieces).toString("utf8"),
  };
}
