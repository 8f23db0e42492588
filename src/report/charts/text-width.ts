import { displayWidth } from "../renderers/fold-text.js";

/** Mean advance of a narrow character of a sans-serif face, in its size; wide ones take twice as much. */
const NARROW_EM = 0.52;

/** Pixels that a text takes in a chart, the same on every machine: whoever draws the chart need not have the reader's fonts. */
export function textWidthPixels(text: string, fontSizePixels: number): number {
  return displayWidth(text) * NARROW_EM * fontSizePixels;
}
