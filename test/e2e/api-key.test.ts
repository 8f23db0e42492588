import { readdir, readFile, writeFile } from "node:fs/promises";
import { createServer, type IncomingMessage, request, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { serveMock } from "../../src/backends/mock/serve-mock.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { readResults } from "../../src/records/results-reader.js";
import { mockOptions } from "../backends/mock/mock-run.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, type Outcome, tokwatt } from "./tokwatt-command.js";

/** No rule of the redaction would know it by its looks. */
const KEY = "blue-Harbour.seven";
const BY_VARIABLE = fixture("keyed/by-variable.yaml");
const BY_FILE = fixture("keyed/by-file.yaml");

/**
 * A mock server behind a door that asks for the key and repeats what it was sent in every complaint; every third request
 * to generate is refused.
 */
async function serveWithKey(): Promise<string> {
  const quick = { model: "mock", ttft: { meanSeconds: 0.005 }, itl: { meanSeconds: 0.001 } };
  const mock = await serveMock(mockOptions(quick), { clock: createMonotonicClock() });
  let generations = 0;
  const door = createServer((incoming, outgoing) => {
    const isGeneration = incoming.url?.endsWith("/completions") === true;
    if (isGeneration) generations += 1;
    if (incoming.headers.authorization !== `Bearer ${KEY}`) refuse(401, incoming, outgoing);
    else if (isGeneration && generations % 3 === 0) refuse(503, incoming, outgoing);
    else pass(mock.baseUrl, incoming, outgoing);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    door.closeAllConnections();
    await new Promise((resolve) => door.close(resolve));
    await mock.close();
  });
  return `http://127.0.0.1:${(door.address() as AddressInfo).port}`;
}

function refuse(status: number, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const sent = incoming.headers.authorization ?? "nothing";
  const message = `You sent ${JSON.stringify(incoming.headers)}; that is ${sent.replace("Bearer ", "")}, or so.`;
  incoming.resume();
  outgoing.writeHead(status, { "content-type": "application/json" }).end(JSON.stringify({ error: { message } }));
}

function pass(baseUrl: string, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const { method, headers } = incoming;
  const passed = request(baseUrl + incoming.url, { method, headers }, (response) => {
    outgoing.writeHead(response.statusCode ?? 500, response.headers);
    response.pipe(outgoing);
  });
  passed.on("error", () => outgoing.destroy());
  outgoing.on("close", () => passed.destroy());
  incoming.pipe(passed);
}

async function allFiles(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  return names.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
}

async function expectNowhere(results: string, { out, err }: Outcome, key = KEY): Promise<void> {
  const files = await allFiles(results);
  expect(files.length).toBeGreaterThan(2);
  const holding = await Promise.all(files.map(async (file) => (await readFile(file)).includes(key)));
  expect(files.filter((_, index) => holding[index])).toEqual([]);
  expect(out).not.toContain(key);
  expect(err).not.toContain(key);
}

describe("a key of the API", () => {
  test("opens the server and its tokenizer, and is neither recorded nor printed where the server repeats it", async () => {
    const results = await temporaryFolder();
    const url = await serveWithKey();
    const environment = { KEYED_URL: url, KEYED_KEY: KEY };
    const outcome = await tokwatt(["run", BY_VARIABLE, "--results", results], environment);
    const [record] = [...(await readResults(results)).runs.values()];
    const refused = record?.requests.filter(({ status }) => status === "failed") ?? [];
    expect(refused.length).toBeGreaterThan(0);
    expect(record?.requests.some(({ status }) => status === "ok")).toBe(true);
    for (const { failure } of refused) expect(failure?.detail).toMatch(/^You sent .*<secret>/);
    await expectNowhere(results, outcome);
    const prompts = record?.requests.flatMap(({ promptTokens: { count, from } }) => (from === "usage" ? [count] : []));
    expect(Math.min(...(prompts ?? []))).toBeGreaterThanOrEqual(3);
    expect(Math.max(...(prompts ?? []))).toBeLessThanOrEqual(40);
    expect(record?.findings.map(({ code }) => code)).toEqual(["requests-failed"]);
  });

  test("that is wrong ends the run in the server's words without it, from a file as well", async () => {
    const results = await temporaryFolder();
    const file = join(await temporaryFolder(), "key");
    await writeFile(file, "another-Key.entirely\n");
    const environment = { KEYED_URL: await serveWithKey(), KEYED_FILE: file };
    const outcome = await tokwatt(["run", BY_FILE, "--results", results], environment);
    expect(outcome.exitCode).toBe(3);
    expect(outcome.err).toContain("You sent");
    expect(outcome.err).toContain("<secret>");
    await expectNowhere(results, outcome, "another-Key.entirely");
  });

  test.each([
    [BY_VARIABLE, {}, "system-by-variable.yaml:9:", "KEYED_KEY"],
    [BY_FILE, { KEYED_FILE: "/nowhere/key" }, "system-by-file.yaml:9:", "/nowhere/key"],
  ])("that is not there is a mistake before the first run: %s", async (suite, environment, place, words) => {
    const results = join(await temporaryFolder(), "results");
    const given = { KEYED_URL: "http://127.0.0.1:9", ...environment };
    const { exitCode, err } = await tokwatt(["run", suite, "--results", results], given);
    expect(exitCode).toBe(2);
    expect(err).toContain(place);
    expect(err).toContain(words);
    await expect(readdir(results)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
