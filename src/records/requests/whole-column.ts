/** From narrow to wide; a double also holds what is no whole number. */
const WIDTHS = [Uint8Array, Uint16Array, Uint32Array, Float64Array] as const;
const LIMITS = [2 ** 8, 2 ** 16, 2 ** 32, Number.POSITIVE_INFINITY] as const;

type Values = Uint8Array | Uint16Array | Uint32Array | Float64Array;

/** A growing column of numbers that are whole and small as a rule: as many bytes each as the largest one needs. */
export class WholeColumn {
  values: Values = new Uint8Array();
  private width = 0;
  private limit: number = LIMITS[0];

  /** @param row below what `reserve` made room for */
  set(row: number, value: number): void {
    if (!(value >= 0 && value < this.limit)) this.widen(row, value);
    this.values[row] = value;
  }

  /** Makes room; the first `rows` values stay. */
  reserve(capacity: number, rows: number): void {
    const larger = new (WIDTHS[this.width] as typeof Uint8Array)(capacity);
    larger.set(this.values.subarray(0, rows) as Uint8Array);
    this.values = larger;
  }

  private widen(row: number, value: number): void {
    const isWhole = Number.isSafeInteger(value) && value >= 0;
    this.width = isWhole ? LIMITS.findIndex((limit) => value < limit) : WIDTHS.length - 1;
    this.limit = LIMITS[this.width] as number;
    this.reserve(this.values.length, row);
  }
}
