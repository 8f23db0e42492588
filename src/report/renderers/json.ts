import { API_VERSION } from "../../contract/backend-adapter.js";
import type { Renderer } from "../../contract/renderer.js";
import { canonicalJson } from "../../records/hash.js";

/** The whole model, raw comparisons included, with sorted keys: equal reports are equal bytes, and versions diff well. */
export const jsonRenderer: Renderer<string> = {
  apiVersion: API_VERSION,
  name: "json",
  render: (model) => `${JSON.stringify(JSON.parse(canonicalJson(model)), undefined, 2)}\n`,
};
