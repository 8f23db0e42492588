import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { temporaryFolder } from "../records/temporary-folder.js";

export interface SuiteShape {
  /** Tokens per second of the mock systems, by id: the first one is the head. */
  readonly systems: Readonly<Record<string, number>>;
  /** From run to run; drawn from the suite's seed. */
  readonly speedCv?: number;
  /** Of the comparison of head and base, where there is a base, and of the gate against history. */
  readonly margin?: string;
  readonly requirements?: readonly string[];
}

const SYSTEM = (id: string, tokensPerSecond: number, speedCv: number) => `kind: system
id: ${id}
title: { en: ${id}, zh: ${id} }
adapter: mock
lifecycle: restart
options:
  ttft: { meanSeconds: 0.01 }
  itl: { meanSeconds: 0.001 }
  noise: { speedCv: ${speedCv} }
  energy: { idleWatts: 100, joulesPerOutputToken: 0.1 }
  training:
    tokensPerSecond: ${tokensPerSecond}
    joulesPerToken: 0.001
    loss: { start: 7, floor: 3, halfLifeTokens: 100000 }
accelerators: { name: mock, unit: node, count: 1 }
`;

const WORKLOAD = `kind: training
id: tiny-training
version: "1"
title: { en: Tiny training, zh: 微型训练 }
model: tiny-gpt
task: pre-training
sequenceLength: 512
globalBatch: 4
precision: bf16
warmUpSteps: 1
steps: 20
loss: { fallsBy: 0, band: 0.5 }
minimum: { steps: 10, windowSeconds: 0.01, powerSamples: 1 }
timeoutSeconds: 20
`;

/** Writes a suite of trainings of a tenth of a second into a folder of its own; three runs a system. */
export async function writeGateSuite(shape: SuiteShape): Promise<string> {
  const folder = await temporaryFolder();
  const { systems, speedCv = 0.001, margin = "60 %", requirements = [] } = shape;
  const ids = Object.keys(systems);
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "training.yaml"), WORKLOAD);
  for (const [id, speed] of Object.entries(systems)) {
    await writeFile(join(folder, `${id}.yaml`), SYSTEM(id, speed, speedCv));
  }
  const suite = `kind: suite
id: gate
version: "1"
title: { en: Gate, zh: 门禁 }
seed: 1
systems: [${ids.map((id) => `${id}.yaml`).join(", ")}]
workloads: [training.yaml]
repeats: 3
order: interleaved
${ids.includes("base") ? comparison(margin) : ""}gate:
  history: { metrics: [training-tokens-per-second], margins: { default: ${margin} }, vary: [system.file] }
  requirements: [${requirements.join(", ")}]
`;
  const file = join(folder, "suite.yaml");
  await writeFile(file, suite);
  return file;
}

function comparison(margin: string): string {
  return `comparisons:
  - candidate: head
    baseline: base
    analysis: welch
    margins: { default: ${margin} }
    primaryMetrics: [training-tokens-per-second]
`;
}
