import { writeFile } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { expect, onTestFinished, test } from "vitest";
import { command } from "../../../src/cli/commands/serve.js";
import { InputError } from "../../../src/model/errors.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { type FakeProcess, fakeProcess } from "../fake-context.js";

const SYSTEMS = new URL("../../../benchmarks/systems/", import.meta.url);
const systemFile = (name: string): string => fileURLToPath(new URL(name, SYSTEMS));

/** Waits for the line that a script would wait for. */
async function baseUrl(process: FakeProcess): Promise<string> {
  for (;;) {
    const [url] = process.out().match(/http:\S+/) ?? [];
    if (url !== undefined) return url;
    await new Promise((resolve) => setImmediate(resolve));
  }
}

async function serveAndStop(file: string): Promise<{ readonly models: unknown; readonly exitCode: number }> {
  const process = fakeProcess();
  const served = command.run({ mock: file, port: 0 }, process.context);
  const url = await baseUrl(process);
  const answer = await fetch(`${url}/v1/models`);
  const models = await answer.json();
  process.interrupt();
  const exitCode = await served;
  await expect(fetch(`${url}/v1/models`)).rejects.toThrow();
  expect(process.listening()).toBe(0);
  return { models, exitCode };
}

test("serves the mock of a system file until it is stopped", async () => {
  const { models, exitCode } = await serveAndStop(systemFile("mock-gpu.yaml"));
  expect(exitCode).toBe(0);
  expect(models).toMatchObject({ data: [{ id: "mock-model" }] });
});

test("serves a file that holds nothing but options", async () => {
  const file = join(await temporaryFolder(), "mock.yaml");
  const options = { model: "mine", ttft: { meanSeconds: 0.01 }, itl: { meanSeconds: 0.001 } };
  await writeFile(file, JSON.stringify({ ...options, energy: { idleWatts: 1, joulesPerOutputToken: 1 } }));
  expect((await serveAndStop(file)).models).toMatchObject({ data: [{ id: "mine" }] });
});

async function refusal(file: string, port = 0): Promise<InputError["problems"]> {
  const error = await command.run({ mock: file, port }, fakeProcess().context).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  return (error as InputError).problems;
}

test("refuses a system that is no mock, at the line that says so", async () => {
  const file = systemFile("null.yaml");
  expect(await refusal(file)).toMatchObject([{ code: "not-a-mock", file, line: expect.any(Number) }]);
});

test("names every mistake in the options", async () => {
  const file = join(await temporaryFolder(), "mock.yaml");
  await writeFile(
    file,
    "modle: x\nttft: 3\nitl: { meanSeconds: 0.001 }\nenergy: { idleWatts: 1, joulesPerOutputToken: 1 }\n",
  );
  expect((await refusal(file)).map(({ code, line }) => [code, line])).toEqual([
    ["wrong-type", 2],
    ["unknown-key", 1],
  ]);
});

test("says which port cannot be had", async () => {
  const other = createServer();
  await new Promise<void>((resolve) => other.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void other.close());
  const { port } = other.address() as AddressInfo;
  expect(await refusal(systemFile("mock-gpu.yaml"), port)).toMatchObject([
    { code: "port-unavailable", data: { port, reason: "EADDRINUSE" } },
  ]);
});
