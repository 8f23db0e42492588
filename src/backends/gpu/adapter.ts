import { API_VERSION } from "../../contract/backend-adapter.js";
import { defineBackend } from "../../contract/define.js";
import type { NvidiaSmiOptions } from "../../power/nvidia-smi/options.js";
import { nvidiaSmiSource } from "../../power/nvidia-smi.js";
import { openMeteredTraining } from "../open-metered-training.js";
import { openServedEndpoint } from "../open-served-endpoint.js";
import { SERVED_ENDPOINT_FILES, SERVED_ENDPOINT_VARIABLES } from "../served-endpoint-options.js";
import { declaredMeters, type MeteredEndpointOptions, meteredEndpointSchema, openMeter } from "../telemetry-option.js";

/**
 * GPU systems behind any OpenAI-compatible server (vLLM, SGLang, TensorRT-LLM, Dynamo), or that train by a job launcher. With
 * `telemetry` their boards are metered by nvidia-smi, those of a job on its nodes.
 */
export const gpuBackend = defineBackend<MeteredEndpointOptions<NvidiaSmiOptions>>({
  apiVersion: API_VERSION,
  name: "gpu",
  version: "2",
  provenance: "measured",
  optionsSchema: meteredEndpointSchema(nvidiaSmiSource),
  lifecycles: ["attached", "restart"],
  variables: SERVED_ENDPOINT_VARIABLES,
  files: SERVED_ENDPOINT_FILES,
  meters: (options) => declaredMeters(nvidiaSmiSource, options),
  open: async (request) => {
    // Before the server: a wrong option must not leave one running.
    const powerSources = openMeter(nvidiaSmiSource, request);
    return { ...(await openServedEndpoint(request)), powerSources };
  },
  train: (request) => openMeteredTraining(nvidiaSmiSource, request),
});
