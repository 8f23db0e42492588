import type { TopLevelSpec } from "vega-lite";
import { textWidthPixels } from "./text-width.js";

/** A chart as data, without any data that would have to be fetched. */
export type ChartSpec = TopLevelSpec;

/** How vega measures a text before it lays a chart out; its types lack it. */
interface TextMetrics {
  width: (item: { readonly fontSize?: number }, text: string) => number;
}

const DEFAULT_FONT_PIXELS = 11;

/** XML cannot hold control characters and halves of surrogate pairs, not even escaped, and vega writes a name as it is. */
const NOT_IN_XML = /[^\t\n\r\u{20}-\u{D7FF}\u{E000}-\u{FFFD}\u{10000}-\u{10FFFF}]/gu;
const REPLACEMENT = "\uFFFD";

/**
 * Draws a chart without a browser: the same spec gives the same bytes on every machine. Loads the drawing library when it is first
 * called, so that whoever draws nothing does not wait for it.
 *
 * @returns the text of an SVG file
 */
export async function drawChart(spec: ChartSpec): Promise<string> {
  const [vega, { compile }] = await Promise.all([import("vega"), import("vega-lite")]);
  const { textMetrics } = vega as unknown as { readonly textMetrics: TextMetrics };
  // Without a canvas vega takes 0.8 em a character, and with one the machine's fonts.
  textMetrics.width = ({ fontSize = DEFAULT_FONT_PIXELS }, text) => textWidthPixels(String(text ?? ""), fontSize);
  vega.resetSVGDefIds();
  const view = new vega.View(vega.parse(compile(spec).spec), { renderer: "none" });
  try {
    return `${(await view.toSVG()).replace(NOT_IN_XML, REPLACEMENT)}\n`;
  } finally {
    view.finalize();
  }
}
