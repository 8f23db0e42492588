import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import type { GateReport } from "../../model/gate.js";
import { gateMarkdown } from "./gate-markdown.js";

/**
 * GitHub refuses a comment of more than 65,536 characters. It counts code points; JavaScript's length counts as many or more
 * (two for one outside the basic plane), so that what fits here fits there.
 */
export const COMMENT_LIMIT_CHARACTERS = 65_535;
const OPEN_LINES = 20;

/**
 * A comment on a pull or merge request. Its first line is a hidden marker of suite and form, by which the comment of the last
 * run is found and updated in its place.
 */
export const markdownSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "markdown",
  appends: false,
  render: (report, language) =>
    gateMarkdown(report, language, {
      marker: commentMarker(report),
      openLines: OPEN_LINES,
      limit: COMMENT_LIMIT_CHARACTERS,
      sizeOf: (text) => text.length,
      limitKey: "ci.cut.characters",
    }),
};

/** `<!-- tokwatt:quickstart:base -->`; nothing in the id can end the comment early. */
export function commentMarker({ suiteId, form }: Pick<GateReport, "suiteId" | "form">): string {
  return `<!-- tokwatt:${suiteId.replace(/[^\w.-]/g, "_").replace(/--+/g, "-")}:${form} -->`;
}
