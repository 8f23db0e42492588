import { expect, test } from "vitest";
import { identifyServer } from "../../src/backends/server-identity.js";

const server = (answers: Readonly<Record<string, unknown>>) => {
  const asked: string[] = [];
  const ask = async (path: string) => {
    asked.push(path);
    return path in answers ? JSON.stringify(answers[path]) : "";
  };
  return { ask, asked };
};

test("vLLM's version is taken from /version, and nothing else is asked for", async () => {
  const { ask, asked } = server({ "/version": { version: "0.32.0" } });
  expect(await identifyServer(ask)).toEqual({ serverVersion: "0.32.0" });
  expect(asked).toEqual(["/version"]);
});

test.each(["/server_info", "/get_server_info"])(
  "SGLang's is taken from %s, with settings but without keys",
  async (path) => {
    const info = {
      version: "0.5.6",
      model_path: "/models/x",
      api_key: "k",
      tp_size: 8,
      dp_size: 1,
      pp_size: 1,
      ep_size: 8,
      quantization: null,
      kv_cache_dtype: "fp8_e4m3",
      disable_radix_cache: true,
      internal_states: [{ last_gen_throughput: 1 }],
    };
    expect(await identifyServer(server({ [path]: info }).ask)).toEqual({
      serverVersion: "0.5.6",
      tensorParallel: 8,
      dataParallel: 1,
      pipelineParallel: 1,
      expertParallel: 8,
      kvCacheType: "fp8_e4m3",
      prefixCache: false,
    });
  },
);

test("MindIE's is taken from /v2, with its name", async () => {
  const metadata = { name: "MindIE Server", version: "1.0.0", extensions: { max_iter_times: 512 } };
  expect(await identifyServer(server({ "/v2": metadata }).ask)).toEqual({
    serverName: "MindIE Server",
    serverVersion: "1.0.0",
  });
});

test("a server that tells nothing has no identity", async () => {
  expect(await identifyServer(server({}).ask)).toEqual({});
  expect(await identifyServer(async () => "<html>")).toEqual({});
});
