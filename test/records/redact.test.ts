import os from "node:os";
import { describe, expect, it } from "vitest";
import { createRedactor, redact } from "../../src/records/redact.js";

const machine = { hostName: "falcon.lab.example", homeFolder: "/home/ada" };
const redactor = createRedactor(machine);

/** A reference to the environment, as system files write it. */
const reference = (name: string): string => `\${${name}}`;

describe("redacted text", () => {
  it.each([
    // Addresses.
    ["http://gpu-17.cluster.example:8000/v1", "http://<host>:8000/v1"],
    ["https://user:pass@10.0.0.1/v1?token=abc&n=1", "https://<user>@<host>/v1?token=<secret>&n=1"],
    ["see http://10.1.2.3:80/a, http://[fe80::1]:81/b", "see http://<host>:80/a, http://<host>:81/b"],
    ["http://proxy.example/http://inner.example/x", "http://<host>/http://<host>/x"],
    ["ssh://ada@node7", "ssh://<user>@<host>"],
    ["unix:///var/run/meter.sock", "unix://<path>/meter.sock"],
    ["file:///home/ada/x.yaml", "<path>"],
    ["connect ECONNREFUSED 10.0.3.4:8000", "connect ECONNREFUSED <host>:8000"],
    ["getaddrinfo ENOTFOUND gpu-node", "getaddrinfo ENOTFOUND <host>"],
    ["ada@node7 refused", "<user>@<host> refused"],
    ["node-7:8000 and db.corp.internal", "<host>:8000 and <host>"],
    ["peer fe80::1%eth0 at 2001:db8::7", "peer <host> at <host>"],
    ["on FALCON and falcon.lab.example", "on <host> and <host>"],
    // Paths.
    [
      "ENOENT: no such file or directory, open '/opt/my models/llama/config.json'",
      "ENOENT: no such file or directory, open '<path>/config.json'",
    ],
    ["/usr/bin/python3 -m vllm --model=/data/models/llama", "<path>/python3 -m vllm --model=<path>/llama"],
    ["/opt/My Models/llama 8b", "<path>/llama 8b"],
    ["PATH=/usr/local/bin:/usr/bin", "PATH=<path>/bin"],
    ["gcc -I/usr/local/include", "gcc -I<path>/include"],
    ["模型位于/data/models/llama", "模型位于<path>/llama"],
    ["/home/ada", "<path>"],
    ["/mnt/users/ada", "<path>"],
    ["x/home/ada/y", "x<path>/y"],
    ["C:\\Users\\ada\\run", "<path>/run"],
    ["D:/data/models/llama", "<path>/llama"],
    ["\\\\server\\share\\models\\llama", "<path>/llama"],
    // Secrets.
    ["Authorization: Bearer abc.def", "Authorization: <secret>"],
    ["used bearer abcdefgh", "used bearer <secret>"],
    ["serve --api-key s3cret --port 80", "serve --api-key <secret> --port 80"],
    ["HF_TOKEN=hunter2 run", "HF_TOKEN=<secret> run"],
    ['{"password": "12345", "n": 1}', '{"password": "<secret>", "n": 1}'],
    ["key sk-0123456789abcdefghij was refused", "key <secret> was refused"],
    ["-----BEGIN RSA PRIVATE KEY-----\nabc\n-----END RSA PRIVATE KEY-----", "<secret>"],
  ])("%s becomes %s", (text, expected) => {
    expect(redactor.text(text)).toBe(expected);
    expect(redactor.text(expected)).toBe(expected);
  });

  it.each([
    "http://127.0.0.1:8000/v1/models",
    "http://localhost:8000/metrics",
    "http://[::1]:8000/v1",
    "http://mock.localhost:1/",
    "listening on 0.0.0.0:8000 and [::]:8000",
    "connect ECONNREFUSED 127.0.0.1:8000",
    "POST /v1/chat/completions: 404",
    "GET /metrics",
    `http://${reference("GPU_HOST")}:8000/v1`,
    `Bearer ${reference("TOKEN")}`,
    `--api-key ${reference("KEY")} --port 80`,
    "tok/s, 令牌/秒, 1/2, and/or, a / b, ./x/y, ../x/y, ~/x",
    "joules per token: 0.5",
    "max_tokens=12, outputTokens: 5",
    "at 12:34:56 in suite.yaml:1200:3",
    "5.10.0-136.12.0.86.h1.oe2203sp1",
    "driver version 24.1.0.3",
    "std::string, Ascend 910C, meta-llama/Llama-3.1-8B@main",
    "{}",
  ])("%s stays", (text) => {
    expect(redactor.text(text)).toBe(text);
  });

  it("keeps the hosts of a citation, and nothing else", () => {
    const citation = "https://user:pw@docs.example.com/a.pdf, read from /home/ada/a.pdf on falcon";
    expect(redactor.citation(citation)).toBe("https://<user>@docs.example.com/a.pdf, read from <path>/a.pdf on <host>");
  });
});

describe("redacted data", () => {
  it("takes secrets out by their keys and leaves what only sounds like them", () => {
    const value = {
      apiKey: "a",
      HF_TOKEN: "b",
      password: 1234,
      credentials: { user: "u", parts: ["p"] },
      env: { PLAIN: "x", AWS_SECRET_ACCESS_KEY: "y" },
      headers: { "X-Custom": "z", "Content-Type": "application/json" },
      command: ["serve", "--api-key", "k", "--port", "80"],
      reference: { token: reference("NAME"), authorization: `Bearer ${reference("NAME")}` },
      tokenizer: "t",
      outputTokens: 5,
      joulesPerOutputToken: 0.5,
      sortKey: "s",
      monkey: "m",
    };
    expect(redactor.value(value)).toEqual({
      apiKey: "<secret>",
      HF_TOKEN: "<secret>",
      password: "<secret>",
      credentials: { user: "<secret>", parts: ["<secret>"] },
      env: { PLAIN: "x", AWS_SECRET_ACCESS_KEY: "<secret>" },
      headers: { "X-Custom": "<secret>", "Content-Type": "application/json" },
      command: ["serve", "--api-key", "<secret>", "--port", "80"],
      reference: { token: reference("NAME"), authorization: `Bearer ${reference("NAME")}` },
      tokenizer: "t",
      outputTokens: 5,
      joulesPerOutputToken: 0.5,
      sortKey: "s",
      monkey: "m",
    });
  });

  it("takes hosts out by their keys, loopback excepted", () => {
    const value = {
      host: "node7",
      sshHost: "node7:22",
      hosts: ["a", "localhost"],
      address: "127.0.0.1:80",
      ips: "a, b",
    };
    expect(redactor.value(value)).toEqual({
      host: "<host>",
      sshHost: "<host>:22",
      hosts: ["<host>", "localhost"],
      address: "127.0.0.1:80",
      ips: "<host>, <host>",
    });
  });

  it("keeps versions that look like addresses", () => {
    const value = {
      driverVersion: "24.1.0.3",
      npuSmi: "23.0.2.1",
      firmware: "7.1.0.6",
      engine: "vllm 0.6.3.1",
      other: "24.1.0.3",
    };
    expect(redactor.value(value)).toEqual({ ...value, other: "<host>" });
  });

  it("redacts keys and keeps them apart", () => {
    const value = JSON.parse('{"http://a.example/": 1, "http://b.example/": 2, "__proto__": "/home/ada/x"}');
    expect(Object.entries(redactor.value(value))).toEqual([
      ["http://<host>/", 1],
      ["http://<host>/#2", 2],
      ["__proto__", "<path>/x"],
    ]);
  });

  it("leaves everything else as it is", () => {
    const value = { n: 1.5, yes: true, none: null, list: [[], {}], unset: undefined };
    expect(redactor.value(value)).toEqual(value);
  });

  it("knows the machine that it runs on", () => {
    const hidden = redact({ note: `${os.homedir()}/a/b/c on ${os.hostname()}` });
    expect(hidden.note).toBe(os.hostname() === "localhost" ? "<path>/c on localhost" : "<path>/c on <host>");
  });
});
