import { API_VERSION } from "../../src/contract/backend-adapter.js";
import type { Renderer } from "../../src/contract/renderer.js";

/** One line a table row; everything it prints stands in the model already. */
export const plainRenderer: Renderer = {
  apiVersion: API_VERSION,
  name: "plain",
  render: (model) =>
    model.blocks
      .flatMap((block) => (block.kind === "table" ? block.rows : []))
      .map((row) => row.map((cell) => cell.text).join("\t"))
      .join("\n"),
};
