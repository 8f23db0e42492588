/** A piece of the set: as many bits as 4 KiB have. */
const PIECE_BITS = 32_768;

/** Pieces that are made without asking whether they are worth their memory. */
const FREE_PIECES = 64;

/**
 * Which indices were there already: a bit each where they follow each other. A damaged file may say any safe integer from 0
 * on; those that lie too far apart for pieces of bits are kept one by one.
 */
export class SeenIndices {
  private readonly pieces = new Map<number, Uint32Array>();
  private readonly apart = new Set<number>();
  private count = 0;
  private number = -1;
  private piece: Uint32Array = new Uint32Array();

  /** @returns false where it was there already */
  add(index: number): boolean {
    const number = Math.floor(index / PIECE_BITS);
    if (number !== this.number && !this.open(number)) return this.addApart(index);
    if (this.apart.size > 0 && this.apart.has(index)) return false;
    const bit = index - number * PIECE_BITS;
    const word = this.piece[bit >>> 5] as number;
    const mask = 1 << (bit & 31);
    if ((word & mask) !== 0) return false;
    this.piece[bit >>> 5] = word | mask;
    this.count += 1;
    return true;
  }

  private addApart(index: number): boolean {
    if (this.apart.has(index)) return false;
    this.apart.add(index);
    return true;
  }

  /** @returns false where there is no such piece, and no reason to make one */
  private open(number: number): boolean {
    let piece = this.pieces.get(number);
    if (piece === undefined) {
      // On average one bit in a hundred is set, or these are not the indices of a run.
      if (this.pieces.size >= FREE_PIECES + (this.count * 100) / PIECE_BITS) return false;
      piece = new Uint32Array(PIECE_BITS / 32);
      this.pieces.set(number, piece);
    }
    this.number = number;
    this.piece = piece;
    return true;
  }
}
