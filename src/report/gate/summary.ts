import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import { gateMarkdown } from "./gate-markdown.js";

const KIBIBYTE = 1024;
/** GitHub drops the whole summary of a step that is larger than 1 MiB; the rest is for what else the step has written into it. */
export const SUMMARY_LIMIT_BYTES = (1024 - 64) * KIBIBYTE;
const OPEN_LINES = 100;

/** Markdown for `$GITHUB_STEP_SUMMARY`: it is written behind what stands there. */
export const summarySurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "summary",
  appends: true,
  render: (report, language) =>
    gateMarkdown(report, language, {
      openLines: OPEN_LINES,
      limit: SUMMARY_LIMIT_BYTES,
      sizeOf: (text) => new TextEncoder().encode(text).length,
      limitKey: "ci.cut.bytes",
    }),
};
