import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { type ApiKeyOption, authorizationOf } from "../../src/backends/api-key.js";
import { gpuBackend } from "../../src/backends/gpu/adapter.js";
import { createInstantService } from "../../src/backends/null/instant-service.js";
import type { OpenSystem } from "../../src/contract/backend-adapter.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { InputError } from "../../src/model/errors.js";
import { hashFile } from "../../src/records/hash-file.js";
import { startOpenAiServer } from "../../src/simulation/openai-server/openai-server.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { onlyEndpoint } from "./only-endpoint.js";
import { openRequest } from "./open-request.js";

const environment = { KEY: "secret-key", EMPTY: "", LINES: "one\ntwo" };

async function keyFile(content: string): Promise<string> {
  const file = join(await temporaryFolder(), "key");
  await writeFile(file, content);
  return file;
}

function problemOf(apiKey: ApiKeyOption) {
  try {
    authorizationOf({ apiKey }, environment);
  } catch (error) {
    if (error instanceof InputError) return error.problems[0];
  }
  throw new Error("no problem was found");
}

describe("the key", () => {
  it("comes from a variable or a file, without the line feed at its end", async () => {
    const expected = { authorization: "Bearer secret-key" };
    expect(authorizationOf({ apiKey: { environment: "KEY" } }, environment)).toEqual(expected);
    expect(authorizationOf({ apiKey: { file: await keyFile("secret-key\r\n") } }, environment)).toEqual(expected);
    expect(authorizationOf({}, environment)).toEqual({});
  });

  it("that is not there is named by its place", () => {
    expect(problemOf({ environment: "NONE" })).toEqual({
      code: "missing-variable",
      data: { name: "NONE", path: "options.apiKey.environment" },
      hint: "set-variable",
    });
    expect(problemOf({ file: "/nowhere/key" })).toEqual({
      code: "option-file-unreadable",
      data: { path: "options.apiKey.file", file: "/nowhere/key", reason: "ENOENT" },
    });
  });

  it("that no header could carry is refused without showing it", async () => {
    for (const apiKey of [{ environment: "EMPTY" }, { environment: "LINES" }, { file: await keyFile("a b\n") }]) {
      expect(problemOf(apiKey)).toEqual({
        code: "api-key-unusable",
        data: { path: "options.apiKey" },
        hint: "api-key-form",
      });
    }
  });
});

/** Opens a server of ours as a system file with these options has it. */
async function open(options: object): Promise<OpenSystem> {
  const clock = createMonotonicClock();
  const server = await startOpenAiServer({ service: createInstantService(1), model: "tiny", version: "1", clock });
  onTestFinished(() => server.close());
  const all = { baseUrl: server.baseUrl, model: "tiny", ...options };
  const system = await gpuBackend.open(openRequest(gpuBackend, all, { clock, lifecycle: "attached", environment }));
  onTestFinished(() => system.close());
  return system;
}

describe("a system with a key and a tokenizer", () => {
  it("sends the key beside its other headers", async () => {
    const system = await open({ apiKey: { environment: "KEY" }, headers: { "x-team": "blue" } });
    expect(onlyEndpoint(system).headers).toEqual({ authorization: "Bearer secret-key", "x-team": "blue" });
  });

  it("describes the tokenizer by its name and what it holds", async () => {
    const file = join(await temporaryFolder(), "tokenizer.json");
    await writeFile(file, "{}");
    const system = await open({ tokenizer: file });
    expect(onlyEndpoint(system).tokenizerFile).toBe(file);
    const tokenizerSha256 = await hashFile(file);
    expect(await system.describe()).toMatchObject({ tokenizerFile: "tokenizer.json", tokenizerSha256 });
  });

  it("has no second authorization among its headers", () => {
    const options = { model: "tiny", baseUrl: "http://127.0.0.1:1", apiKey: { environment: "KEY" } };
    const schema = gpuBackend.optionsSchema;
    expect(schema.safeParse({ ...options, headers: { Authorization: "Bearer x" } }).error?.issues).toMatchObject([
      { path: ["apiKey"], params: { code: "api-key-beside-header" } },
    ]);
    expect(schema.safeParse(options).success).toBe(true);
  });
});
