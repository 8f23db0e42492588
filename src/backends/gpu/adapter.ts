import { API_VERSION } from "../../contract/backend-adapter.js";
import { defineBackend } from "../../contract/define.js";
import { openServedEndpoint } from "../open-served-endpoint.js";
import { type ServedEndpointOptions, servedEndpointOptionsSchema } from "../served-endpoint-options.js";

/** GPU systems behind any OpenAI-compatible server: vLLM, SGLang, TensorRT-LLM, Dynamo. */
export const gpuBackend = defineBackend<ServedEndpointOptions>({
  apiVersion: API_VERSION,
  name: "gpu",
  version: "1",
  provenance: "measured",
  optionsSchema: servedEndpointOptionsSchema,
  lifecycles: ["attached", "restart"],
  open: async (request) => ({ ...(await openServedEndpoint(request)), powerSources: [] }),
});
