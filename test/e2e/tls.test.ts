import { readFile } from "node:fs/promises";
import { type AddressInfo, connect } from "node:net";
import { createServer } from "node:tls";
import { expect, onTestFinished, test } from "vitest";
import { serveMock } from "../../src/backends/mock/serve-mock.js";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { readResults } from "../../src/records/results-reader.js";
import { mockOptions } from "../backends/mock/mock-run.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { type Certificate, makeCertificate } from "./own-certificate.js";
import { fixture, tokwatt } from "./tokwatt-command.js";

const SUITE = fixture("keyed/by-variable.yaml");

/** A mock server behind TLS, as gateways of clusters are. */
async function serveTls({ keyFile, file }: Certificate): Promise<string> {
  const quick = { model: "mock", ttft: { meanSeconds: 0.02 }, itl: { meanSeconds: 0.002 } };
  const mock = await serveMock(mockOptions(quick), { clock: createMonotonicClock() });
  const { hostname, port } = new URL(mock.baseUrl);
  const door = createServer({ key: await readFile(keyFile), cert: await readFile(file) }, (outer) => {
    const inner = connect(Number(port), hostname);
    for (const socket of [outer, inner])
      socket.on("error", () => undefined).on("close", () => [outer, inner].map((one) => one.destroy()));
    outer.pipe(inner).pipe(outer);
  });
  await new Promise<void>((resolve) => door.listen(0, "127.0.0.1", resolve));
  onTestFinished(async () => {
    door.close();
    await mock.close();
  });
  return `https://127.0.0.1:${(door.address() as AddressInfo).port}`;
}

test("a server behind TLS is measured, and the record says by which transport", async ({ skip }) => {
  const certificate = await makeCertificate();
  if (certificate === undefined) return skip("there is no openssl here");
  const results = await temporaryFolder();
  const environment = {
    KEYED_URL: await serveTls(certificate),
    KEYED_KEY: "any",
    NODE_EXTRA_CA_CERTS: certificate.file,
  };
  const outcome = await tokwatt(["run", SUITE, "--results", results], environment);
  expect([outcome.exitCode, outcome.err]).toMatchObject([0, expect.any(String)]);
  const [record] = [...(await readResults(results)).runs.values()];
  expect(record?.manifest.client).toMatchObject({ transport: "undici" });
  expect(record?.requests.length).toBeGreaterThan(10);
  expect(record?.requests.filter(({ status }) => status === "failed")).toEqual([]);
  const { firstTokenNs = 0, sentNs = 0 } = record?.requests.at(-1) ?? {};
  expect(firstTokenNs - sentNs).toBeGreaterThan(20e6);
  expect(outcome.out.replace(/\s+/g, " ")).toContain("transport undici");

  const stranger = await tokwatt(["run", SUITE, "--results", await temporaryFolder()], {
    ...environment,
    NODE_EXTRA_CA_CERTS: "",
  });
  expect(stranger.exitCode).toBe(3);
  expect(stranger.err).toMatch(/self-signed certificate|DEPTH_ZERO_SELF_SIGNED_CERT/);
}, 60_000);
