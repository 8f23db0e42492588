import { type FileTexts, problemsOf, readWritten } from "../fixtures/written-suite.js";

const MODEL = `kind: model
id: small-model
title: { en: Small, zh: 小 }
layers: 4
hiddenDim: 64
innerDim: 256
innerMatrices: 3
vocabulary: 1000
attention: { kind: gqa, heads: 8, kvHeads: 2, headDim: 8 }
tiedEmbeddings: false
sources: [nowhere]
`;

const WORKLOAD = `kind: training
id: learn
version: "1"
title: { en: Learn, zh: 学习 }
model: ../models/small-model.yaml
task: pre-training
sequenceLength: 512
globalBatch: 32
precision: bf16
parallelism: { tensor: 2 }
warmUpSteps: 5
steps: 50
loss: { fallsBy: 0.1, band: 0.05 }
minimum: { steps: 50, windowSeconds: 60, powerSamples: 60 }
timeoutSeconds: 600
`;

const SYSTEM = `kind: system
id: ID
title: { en: Trainer, zh: 训练 }
adapter: trainer
lifecycle: restart
options: { url: none }
accelerators: { name: accelerator, kind: npu, unit: package, count: 16 }
topology: { diesPerPackage: 2, packagesPerNode: 8, nodes: 2 }
training:
  framework: framework 1.0
  launcher: { use: fixture-launcher, options: { partition: p } }
  logs: fixture-logs
  peak: { device: ascend-910c }
  jobs:
    - workload: learn
      nodes: 1
      units: 8
      command: [python, train.py, --steps, "\${totalSteps}"]
      environment: { BATCH: "\${globalBatch}" }
`;

const SUITE = `kind: suite
id: learning
version: "1"
title: { en: Learning, zh: 学习 }
seed: 7
systems: [systems/one.yaml, systems/two.yaml]
workloads: [workloads/learn.yaml]
repeats: 3
order: interleaved
comparisons:
  - candidate: one
    baseline: two
    analysis: welch
    margins: { default: 0.02 }
    primaryMetrics: [training-tokens-per-second]
`;

/** A suite of two systems that train one workload, without mistakes. */
export const TRAINING_SUITE = {
  "suite.yaml": SUITE,
  "systems/one.yaml": SYSTEM.replace("ID", "one"),
  "systems/two.yaml": SYSTEM.replace("ID", "two"),
  "workloads/learn.yaml": WORKLOAD,
  "models/small-model.yaml": MODEL,
} as const satisfies FileTexts;

/** A text of one of its files that is replaced by another. */
export type Change = readonly [file: keyof typeof TRAINING_SUITE, before: string | RegExp, after: string];

export function changed(...changes: readonly Change[]): FileTexts {
  const texts: Record<string, string> = { ...TRAINING_SUITE };
  for (const [file, before, after] of changes) {
    const text = texts[file] ?? "";
    texts[file] = text.replace(before, () => after);
    if (texts[file] === text) throw new Error(`nothing to change in ${file}: ${before}`);
  }
  return texts;
}

export const readChanged = (...changes: readonly Change[]) => readWritten(changed(...changes));

/** Each problem as `file:line:column code hint`. */
export async function problemsAfter(...changes: readonly Change[]): Promise<readonly string[]> {
  const problems = await problemsOf(readChanged(...changes));
  return problems.map(({ file, line, column, code, hint }) =>
    [`${file}:${line}:${column}`, code, ...(hint === undefined ? [] : [hint])].join(" "),
  );
}
