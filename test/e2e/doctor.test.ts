import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { findFreePort, isListening } from "../../src/backends/loopback-port.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { said, startTokwatt, tokwatt } from "./tokwatt-command.js";

/** A system whose server tokwatt starts itself: the mock, behind the adapter that serves any command. */
async function startedSystem(port: number): Promise<string> {
  const file = join(await temporaryFolder(), "started.yaml");
  const serve = ["dist/cli/main.js", "serve", "benchmarks/systems/mock-gpu.yaml", "--port", String(port)];
  const system = {
    kind: "system",
    id: "started",
    title: { en: "Started", zh: "自启动" },
    adapter: "gpu",
    lifecycle: "restart",
    options: { baseUrl: `http://127.0.0.1:${port}`, model: "mock-model", command: [process.execPath, ...serve] },
    accelerators: { name: "none", unit: "package", count: 1 },
    serving: { model: "mock-model", precision: "mock", tokenizer: "one token a word" },
    power: { sources: [{ use: "rapl", options: { root: "/no/such/folder" } }] },
  };
  await writeFile(file, stringify(system));
  return file;
}

test("a server that the doctor starts is ended again", async () => {
  const port = await findFreePort();
  const { exitCode, out } = await tokwatt(["doctor", await startedSystem(port), "--seconds", "1"]);
  expect(out).toMatch(/^ok {7}streaming: chat streams/m);
  // No meter in that folder: a failure, which does not keep the others from being looked at.
  expect(out).toMatch(/^failed {3}power: There is no RAPL energy counter/m);
  expect(exitCode).toBe(3);
  expect(await isListening(`http://127.0.0.1:${port}`)).toBe(false);
});

test("Ctrl-C ends everything that was opened", async () => {
  const port = await findFreePort();
  const child = startTokwatt(["doctor", await startedSystem(port)]);
  await said(child, "stderr", "Asking the server");
  child.kill("SIGINT");
  const { exitCode, stderr } = await child;
  expect(stderr).toContain("Interrupted: not everything was looked at.");
  expect(exitCode).toBe(130);
  expect(await isListening(`http://127.0.0.1:${port}`)).toBe(false);
});
