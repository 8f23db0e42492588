import { readFile } from "node:fs/promises";
import { request } from "node:http";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import { expect, onTestFinished, test } from "vitest";
import { createMonotonicClock } from "../../src/load/monotonic-clock.js";
import { MeasurementError } from "../../src/model/errors.js";
import { listProcesses } from "../../src/processes/process-list.js";
import { slowEndpoints } from "../../src/run/control/slowed-endpoint.js";
import { makeCertificate } from "./own-certificate.js";

/** The proxy's own process is only there when it is built. */
async function slow(baseUrl: string) {
  const built = new URL("../../dist/run/control/delay-process.js", import.meta.url);
  const { delayInChild } = (await import(built.href)) as typeof import("../../src/run/control/delay-process.js");
  const endpoint = { baseUrl, model: "m", headers: {}, usage: "final", metricsUrl: `${baseUrl}/metrics` } as const;
  const slowed = await slowEndpoints({
    group: { endpoints: [endpoint], balance: "round-robin" },
    slowdown: 0.5,
    clock: createMonotonicClock(),
    startDelay: delayInChild,
  });
  onTestFinished(async () => void (await slowed.stop()));
  const [own] = slowed.group.endpoints;
  return { ...slowed, own };
}

/** Status and body of a POST; `undefined` where it was broken off. */
function post(url: string): Promise<string | undefined> {
  return new Promise((resolve) => {
    const sent = request(url, { method: "POST", headers: { authorization: "Bearer own" } }, (answer) => {
      let body = "";
      answer.setEncoding("utf8").on("data", (piece: string) => {
        body += piece;
      });
      answer.on("end", () => resolve(`${answer.statusCode} ${body}`));
      answer.on("error", () => resolve(undefined));
    });
    sent.on("error", () => resolve(undefined));
    sent.end("{}");
  });
}

test("a server behind TLS is slowed by a process of its own, which says what came of it", async ({ skip }) => {
  const certificate = await makeCertificate();
  if (certificate === undefined) return skip("there is no openssl here");
  const server = createServer(
    { key: await readFile(certificate.keyFile), cert: await readFile(certificate.file) },
    ({ headers, url }, response) => {
      setTimeout(() => response.end(`${url} ${headers.host} ${headers.authorization}`), 200);
    },
  );
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  onTestFinished(() => void server.closeAllConnections());
  onTestFinished(() => void server.close());
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const before = process.env["NODE_EXTRA_CA_CERTS"];
  process.env["NODE_EXTRA_CA_CERTS"] = certificate.file;
  onTestFinished(() => {
    if (before === undefined) delete process.env["NODE_EXTRA_CA_CERTS"];
    else process.env["NODE_EXTRA_CA_CERTS"] = before;
  });

  const { own, stop } = await slow(`https://${host}/under`);
  expect(own?.baseUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/under$/);
  // The engine's page is read at the server itself.
  expect(own?.metricsUrl).toBe(`https://${host}/under/metrics`);
  expect(await post(`${own?.baseUrl}/v1`)).toBe(`200 /under/v1 ${host} Bearer own`);
  const { findings, missed } = await stop();
  expect(missed).toBeUndefined();
  expect(findings[0]).toMatchObject({ code: "injected-slowdown", data: { slowdown: 0.5 } });
  expect(findings[0]?.data["achieved"]).toBeGreaterThan(0.4);
  expect(await post(`${own?.baseUrl}/v1`)).toBeUndefined();
});

test("a proxy that dies in the middle is told of", async () => {
  const children = async () => (await listProcesses()).filter(({ parentPid }) => parentPid === process.pid);
  const before = new Set((await children()).map(({ pid }) => pid));
  const { died } = await slow("http://127.0.0.1:9");
  const [proxy] = (await children()).filter(({ pid }) => !before.has(pid));
  if (proxy === undefined) throw new Error("there is no process of its own");
  process.kill(proxy.pid, "SIGKILL");
  expect(await Promise.race(died)).toMatchObject({ code: "injected-slowdown-died", data: { outcome: "SIGKILL" } });
});

test("no answer through the proxy is no control", async () => {
  const { stop } = await slow("http://127.0.0.1:9");
  expect(await stop()).toMatchObject({ missed: { code: "injected-slowdown-missed" } });
});

test("where the proxy cannot do its work, that is a failure with its words", async () => {
  await expect(slow("no address")).rejects.toSatisfy(
    (error) => error instanceof Error && error.name === MeasurementError.name && /Invalid URL/.test(error.message),
  );
});
