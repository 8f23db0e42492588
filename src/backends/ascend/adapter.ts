import { API_VERSION } from "../../contract/backend-adapter.js";
import { defineBackend } from "../../contract/define.js";
import type { NpuSmiOptions } from "../../power/npu-smi/options.js";
import { npuSmiSource } from "../../power/npu-smi.js";
import { openMeteredTraining } from "../open-metered-training.js";
import { openServedEndpoint } from "../open-served-endpoint.js";
import { SERVED_ENDPOINT_FILES, SERVED_ENDPOINT_VARIABLES } from "../served-endpoint-options.js";
import { declaredMeters, type MeteredEndpointOptions, meteredEndpointSchema, openMeter } from "../telemetry-option.js";

/**
 * Ascend systems behind any OpenAI-compatible server (vLLM-Ascend, MindIE, SGLang), or that train by a job launcher. With
 * `telemetry` the packages of one node are metered by npu-smi (310P: the boards), those of a job on each of its nodes.
 */
export const ascendBackend = defineBackend<MeteredEndpointOptions<NpuSmiOptions>>({
  apiVersion: API_VERSION,
  name: "ascend",
  version: "1",
  provenance: "measured",
  optionsSchema: meteredEndpointSchema(npuSmiSource),
  lifecycles: ["attached", "restart"],
  variables: SERVED_ENDPOINT_VARIABLES,
  files: SERVED_ENDPOINT_FILES,
  meters: (options) => declaredMeters(npuSmiSource, options),
  open: async (request) => {
    // Before the server: a wrong option must not leave one running.
    const powerSources = openMeter(npuSmiSource, request);
    return { ...(await openServedEndpoint(request)), powerSources };
  },
  train: (request) => openMeteredTraining(npuSmiSource, request),
});
