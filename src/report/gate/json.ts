import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import { canonicalJson } from "../../records/hash.js";

/** The report itself, with sorted keys: equal reports are equal bytes. The same in every language. */
export const jsonSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "json",
  appends: false,
  render: (report) => `${JSON.stringify(JSON.parse(canonicalJson(report)), undefined, 2)}\n`,
};
