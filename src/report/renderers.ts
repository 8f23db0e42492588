import { createRegistry } from "../contract/registry.js";
import type { Renderer } from "../contract/renderer.js";
import { csvRenderer, excelCsvRenderer } from "./renderers/csv.js";
import { jsonRenderer } from "./renderers/json.js";
import { markdownRenderer } from "./renderers/markdown.js";
import { svgRenderer } from "./renderers/svg.js";
import { terminalRenderer } from "./renderers/terminal.js";

/** Every form of a report. A new one is one new file and one line here. */
export const RENDERERS: readonly Renderer[] = [
  terminalRenderer,
  markdownRenderer,
  csvRenderer,
  excelCsvRenderer,
  jsonRenderer,
  svgRenderer,
];

export const rendererRegistry = createRegistry("renderer", RENDERERS);
