import type { OpenSystem } from "../../src/contract/backend-adapter.js";
import { type Endpoint, endpointGroup } from "../../src/contract/endpoint.js";

/** The endpoint of a system that has just one. */
export function onlyEndpoint({ endpoint }: Pick<OpenSystem, "endpoint">): Endpoint {
  const [only, ...others] = endpoint === undefined ? [] : endpointGroup(endpoint).endpoints;
  if (only === undefined || others.length > 0) throw new Error(`a system of ${others.length} further endpoints`);
  return only;
}
