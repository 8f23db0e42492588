import type { RenderOptions } from "../contract/renderer.js";
import type { CliContext, TextStream } from "./context.js";

/** Columns of text that nobody looks at in a terminal: a file, a pipe. */
const FILE_COLUMNS = 120;

/** How text may look on a stream: colour for people who have not refused it (no-color.org), folded to their terminal. */
export function renderOptions(stream: TextStream, environment: CliContext["environment"]): RenderOptions {
  const isWatched = stream.isTTY === true;
  const refused = (environment["NO_COLOR"] ?? "") !== "" || environment["TERM"] === "dumb";
  return { color: isWatched && !refused, width: (isWatched ? stream.columns : undefined) || FILE_COLUMNS };
}

/** How text looks in a file. */
export const FILE_RENDER_OPTIONS: RenderOptions = { color: false, width: FILE_COLUMNS };
