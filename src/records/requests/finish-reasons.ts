const QUOTE = 0x22;

/** Servers say a handful; texts beyond that are looked up. */
const MOST_COMPARED = 8;

/** A text that stands in JSON as it is. */
const PLAIN = /^[ !#-[\]-~]*$/;

/** The few texts by which models say why they ended, as numbers. */
export class FinishReasons {
  readonly texts: string[] = [];
  /** Of those that are compared: their codes, and their bytes in a line. */
  readonly #plain: { readonly code: number; readonly bytes: Uint8Array }[] = [];
  readonly #codes = new Map<string, number>();

  codeOf(text: string): number {
    const known = this.#codes.get(text);
    if (known !== undefined) return known;
    const code = this.texts.length;
    this.texts.push(text);
    if (PLAIN.test(text) && this.#plain.length < MOST_COMPARED) this.#plain.push({ code, bytes: Buffer.from(text) });
    this.#codes.set(text, code);
    return code;
  }

  /**
   * The code of a text that was seen before, if one stands in `bytes` from `start` on with a quote behind it.
   *
   * @returns -1 where none does, or one that is not compared
   */
  codeAt(bytes: Uint8Array, start: number): number {
    for (let index = 0; index < this.#plain.length; index += 1) {
      const { code, bytes: text } = this.#plain[index] as { readonly code: number; readonly bytes: Uint8Array };
      let at = 0;
      while (at < text.length && bytes[start + at] === text[at]) at += 1;
      if (at === text.length && bytes[start + at] === QUOTE) return code;
    }
    return -1;
  }

  /** Bytes that a text which was found has in a line. */
  lengthOf(code: number): number {
    return this.texts[code]?.length ?? 0;
  }
}
