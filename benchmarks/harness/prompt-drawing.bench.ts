import { WORD_VOCABULARY } from "../../src/load/prompts/word-vocabulary.js";
import { createRequestList } from "../../src/load/request-list.js";
import type { HarnessBenchmark } from "./harness-benchmark.js";

const WORDS = 1000;
const PROMPTS = 50;

const requests = createRequestList(
  {
    arrival: { kind: "poisson", requestsPerSecond: 1 },
    phases: { warmUpSeconds: 0, measureSeconds: 1, coolDownSeconds: 0, drainSeconds: 0 },
    promptWords: { kind: "fixed", value: WORDS },
    outputTokens: { kind: "fixed", value: 1 },
  },
  "seed",
  { vocabulary: WORD_VOCABULARY, salt: "run" },
);
const prompts = Array.from({ length: PROMPTS }, (_, index) => requests.at(index).messages[0]?.content ?? "");
let next = 0;

export const benchmark: HarnessBenchmark = {
  name: "load: drawing prompts of 1,000 words",
  items: PROMPTS,
  itemName: "prompt",
  subject: {
    name: "request list",
    run: () => {
      for (let count = 0; count < PROMPTS; count += 1) requests.at(next++);
    },
    async: false,
  },
  reference: {
    name: "their encoding as JSON in UTF-8",
    run: () => prompts.map((prompt) => Buffer.from(JSON.stringify({ prompt }))),
    async: false,
  },
};
