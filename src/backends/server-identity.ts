import { fieldOf, parseJson } from "../engine/http-exchange.js";
import type { SystemDescription } from "../model/run-record.js";

/** Asks a server for a path; empty where it has nothing there. */
export type Ask = (path: string) => Promise<string>;

/** Settings of SGLang that change what a token costs, by the names of its server arguments. */
const SGLANG_SETTINGS = {
  tp_size: "tensorParallel",
  dp_size: "dataParallel",
  pp_size: "pipelineParallel",
  ep_size: "expertParallel",
  quantization: "quantization",
  kv_cache_dtype: "kvCacheType",
  max_running_requests: "maximumRunningRequests",
  speculative_algorithm: "speculativeMethod",
} as const;

/**
 * Version and name of a server, as far as it tells them.
 *
 * - vLLM, vLLM-Ascend, TensorRT-LLM: `/version` (seen in vLLM 0.32.0; `tensorrt_llm/serve/openai_server.py`).
 * - SGLang: `/server_info`, before 0.5 `/get_server_info`, together with its arguments
 *   (`python/sglang/srt/entrypoints/http_server.py`). Of these only what is listed above is kept: a key of the API is
 *   among them.
 * - MindIE and Triton: `/v2`, the metadata of a server in KServe's protocol (documentation of MindIE 1.0.0).
 */
export async function identifyServer(ask: Ask): Promise<SystemDescription> {
  const version = plainValue(fieldOf(parseJson(await ask("/version")), "version"));
  if (version !== undefined) return { serverVersion: version };
  for (const path of ["/server_info", "/get_server_info"]) {
    const info = parseJson(await ask(path));
    const infoVersion = plainValue(fieldOf(info, "version"));
    if (infoVersion !== undefined) return { serverVersion: infoVersion, ...settingsOf(info) };
  }
  const metadata = parseJson(await ask("/v2"));
  return named({ serverName: fieldOf(metadata, "name"), serverVersion: fieldOf(metadata, "version") });
}

function settingsOf(info: unknown): SystemDescription {
  const settings = Object.entries(SGLANG_SETTINGS).map(([argument, key]) => [key, fieldOf(info, argument)]);
  const isWithoutCache = fieldOf(info, "disable_radix_cache");
  return {
    ...named(Object.fromEntries(settings)),
    ...(typeof isWithoutCache === "boolean" ? { prefixCache: !isWithoutCache } : {}),
  };
}

/** The fields that have a plain value. */
function named(fields: Readonly<Record<string, unknown>>): SystemDescription {
  const plain = Object.entries(fields).flatMap(([key, field]) => {
    const value = plainValue(field);
    return value === undefined ? [] : [[key, value] as const];
  });
  return Object.fromEntries(plain);
}

function plainValue(value: unknown): string | number | undefined {
  return typeof value === "number" || (typeof value === "string" && value !== "") ? value : undefined;
}
