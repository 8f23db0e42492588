import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import { localize, message } from "../../locales/catalogue.js";
import { printable, printableBlock, withoutCommands } from "../renderers/printable.js";
import { renderPage } from "../renderers/terminal.js";
import { gateBlocks } from "./gate-blocks.js";

/** What somebody at a terminal, or in the log of a job, reads. */
export const terminalSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "terminal",
  appends: false,
  render: (report, language, options) => {
    const { first, rest } = gateBlocks(report, language);
    const title = printable(message(language, "ci.title", { suite: localize(language, report.title) }));
    return withoutCommands(renderPage({ title, blocks: [...first, ...rest].map(printableBlock) }, options));
  },
};
