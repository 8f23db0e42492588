import { displayWidth, foldText } from "../renderers/fold-text.js";

/** Mean advance of a narrow character of a sans-serif face, in its size; wide ones take twice as much. */
const NARROW_EM = 0.52;

/** Pixels that a text takes in a chart, the same on every machine: whoever draws the chart need not have the reader's fonts. */
export function textWidthPixels(text: string, fontSizePixels: number): number {
  return displayWidth(text) * NARROW_EM * fontSizePixels;
}

/** The same for readers whose fonts are broad, and for bold letters. */
const BROAD_EM = 0.6;

/** Lines of a title, or of what stands below it, that fit into so many pixels: what does not is cut off. */
export function titleLines(text: string, fontSizePixels: number, widthPixels: number): string[] {
  return [...foldText(text, Math.floor(widthPixels / (BROAD_EM * fontSizePixels)))];
}
