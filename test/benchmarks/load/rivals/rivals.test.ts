import { readFile } from "node:fs/promises";
import { expect, it } from "vitest";
import { truthOf } from "../../../../benchmarks/load/rival-rows.js";
import { readAiperf } from "../../../../benchmarks/load/rivals/aiperf.js";
import { readGuidellm } from "../../../../benchmarks/load/rivals/guidellm.js";
import { readInferencePerf } from "../../../../benchmarks/load/rivals/inference-perf.js";
import { readMlperfEndpoints } from "../../../../benchmarks/load/rivals/mlperf-endpoints.js";
import type { ClientReport } from "../../../../benchmarks/load/rivals/rival.js";
import { readVllm } from "../../../../benchmarks/load/rivals/vllm.js";

/** What the tools wrote when they were put to 20 to 50 streams of a TTFT of 100 ms and gaps of 50 ms. */
const fixture = (name: string): Promise<string> => readFile(new URL(`fixtures/${name}`, import.meta.url), "utf8");

const rounded = ({ gapsAre, ...report }: ClientReport) => [
  gapsAre,
  ...Object.values(report).map((value) => Math.round(value)),
];

it.each([
  ["vllm-0.32.0.json", readVllm, ["gaps", 172, 178, 50, 58, 977]],
  ["guidellm-0.8.1.json", readGuidellm, ["request means", 128, 148, 50, 50, 387]],
  ["aiperf-0.13.0.json", readAiperf, ["gaps", 121, 129, 50, 59, 392]],
  ["inference-perf-0.7.0.json", readInferencePerf, ["gaps", 106, 166, 50, 58, 258]],
  ["mlperf-endpoints-by-hand.json", readMlperfEndpoints, ["request means", 150, 225, 50, 51, 19522]],
] as const)("reads what %s says", async (name, read, expected) => {
  expect(rounded(read(await fixture(name)))).toEqual(expected);
});

it("the truth is what the server's log says, without the chunk that holds no token", () => {
  const ms = (...times: number[]) => times.map((time) => time * 1e6);
  const truth = truthOf([
    {
      id: "a",
      shape: "plain",
      receivedNs: 0,
      sentNs: ms(100, 150, 210, 210),
      kinds: [],
      tokens: [1, 1, 1, 0],
      isComplete: true,
    },
  ]);
  expect(truth).toMatchObject({ ttftP50Ms: 100, gapP50Ms: 55, tokensPerSecond: 3 / 0.21 });
});
