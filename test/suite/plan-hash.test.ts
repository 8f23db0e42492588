import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { valueAt } from "../../src/suite/peek.js";
import { readSuite } from "../../src/suite/read-suite.js";
import { rewritten } from "./fixtures/rewritten-yaml.js";
import { type Path, scalarPaths, toTexts, withValues } from "./fixtures/suite-data.js";
import { vocabulary } from "./fixtures/vocabulary.js";
import { readWritten, smallData, smallTexts } from "./fixtures/written-suite.js";

const suite = "suite.yaml";
const alpha = "systems/alpha.yaml";
const beta = "systems/beta.yaml";
const chat = "workloads/chat.yaml";

/** Another valid value for a word that stands for a choice or refers to something. */
const otherWords: Readonly<Record<string, string>> = {
  restart: "attached",
  attached: "restart",
  package: "die",
  board: "node-dc",
  chat: "completions",
  exact: "limit",
  paired: "welch",
  fixture: "spare",
  "fixture-meter": "spare-meter",
  "output-tokens-per-second": "tokens-per-joule",
};

function otherValue(value: unknown): unknown {
  if (typeof value === "number") return Number.isInteger(value) ? value + 1 : value * 1.01;
  return otherWords[String(value)] ?? `${value}x`;
}

/** Scalars that cannot change alone: kinds, names that others refer to, paths (which are no part of a plan). */
function standsAlone(path: Path): boolean {
  const [file, key] = path;
  const isReference = file === suite && ["systems", "workloads", "order"].includes(String(key));
  const isSide = ["candidate", "baseline"].includes(String(path.at(-1)));
  const isId = file !== suite && path.length === 2 && key === "id";
  return !isReference && !isSide && !isId && path.at(-1) !== "kind";
}

const changesTogether: readonly (readonly (readonly [Path, unknown])[])[] = [
  [
    [[suite, "order"], "sequential"],
    [[suite, "comparisons", 0, "analysis"], "welch"],
  ],
  [
    [[alpha, "id"], "gamma"],
    [[suite, "comparisons", 0, "candidate"], "gamma"],
  ],
  [
    [[suite, "comparisons", 0, "candidate"], "beta"],
    [[suite, "comparisons", 0, "baseline"], "alpha"],
  ],
  [[[chat, "id"], "talk"]],
  [
    [
      [suite, "systems"],
      ["systems/beta.yaml", "systems/alpha.yaml"],
    ],
  ],
  [[[suite, "assumedMeterAccuracy"], { alpha: 0.05 }]],
  [[[suite, "comparisons", 0, "margins", "metrics"], { "tokens-per-joule": 0.05 }]],
  [[[suite, "comparisons", 0, "confidence"], 0.9]],
  [[[suite, "comparisons"], undefined]],
  ...[
    { meters: "shared" },
    { equivalence: { default: 0.02 } },
    { nonInferiority: { default: 0.02 } },
    { weights: { chat: 2 } },
  ].map((rule) =>
    Object.entries(rule).map(([key, value]): readonly [Path, unknown] => [[suite, "comparisons", 0, key], value]),
  ),
  [
    [[suite, "repeats"], 5],
    [[suite, "stop"], { width: 0.02, maxRuns: 6 }],
  ],
  [
    [[suite, "repeats"], 5],
    [[suite, "stop"], { width: 0.03, maxRuns: 6 }],
  ],
  [[[suite, "gate"], { requirements: [{ metric: "ttft.p90", atMost: 1 }] }]],
  [[[suite, "gate"], { history: { metrics: ["ttft.p90"], margins: { default: 0.02 } } }]],
  [[[chat, "arrival"], { kind: "constant", requestsPerSecond: 4 }]],
  [[[chat, "outputTokens"], { kind: "fixed", value: 15 }]],
  [[[chat, "slo"], undefined]],
  [[[alpha, "serving", "speculation"], undefined]],
  [[[alpha, "options", "slots"], 5]],
  [[[alpha, "accelerators", "kind"], "npu"]],
  [[[alpha, "topology"], { diesPerPackage: 2, packagesPerNode: 8, nodes: 1 }]],
  [[[alpha, "topology"], { diesPerPackage: 1, packagesPerNode: 8, nodes: 1 }]],
  [[[alpha, "topology"], { diesPerPackage: 2, packagesPerNode: 8, nodes: 1, scaleUp: "UB 392 GB/s a package" }]],
  [[[beta, "power"], { bridges: [{ from: "die", to: "board", wattsLow: 0, wattsHigh: 1, source: "x" }] }]],
];

describe("the plan hash", () => {
  it("of the small suite is the one that older records carry", async () => {
    const { plan } = await readSuite("test/suite/fixtures/small/suite.yaml", vocabulary);
    const hashes = [plan, ...plan.systems, ...plan.workloads].map(({ hash }) => hash);
    expect(hashes).toMatchInlineSnapshot(`
      [
        "a612d3cabbb31c040db277a8bf6a0dd2419b79dd73cd42e14e8ce383373b165e",
        "08950bf70fc508d2c654f751bdfd3c0db528c7f3fe7462234d7ac6f5949cdcc2",
        "c1c2fd4f3ff27b25a57c3083bc35b1c2fd6a7d5172721b7b45f32f04bd62bc61",
        "7e7183914eea11a1784dd3ffe9dfc207376dee7929ff772df224145912d2be89",
      ]
    `);
  });

  it("does not depend on comments, white space or the order of keys", async () => {
    const texts = await smallTexts();
    const expected = (await readWritten(texts)).plan;
    await fc.assert(
      fc.asyncProperty(fc.infiniteStream(fc.nat(1_000_000)), async (draws) => {
        const files = Object.entries(texts).map(([file, text]) => [file, rewritten(text, draws)]);
        expect((await readWritten(Object.fromEntries(files))).plan).toEqual(expected);
      }),
      { numRuns: 25 },
    );
  });

  it("does not change when a default is written down", async () => {
    const data = await smallData();
    const explicit = withValues(data, [
      [[suite, "comparisons", 0, "confidence"], 0.95],
      [[suite, "comparisons", 0, "margins", "default"], "2 %"],
      [[suite, "comparisons", 0, "meters"], "independent"],
      [[suite, "limits", "powerCoverage"], 0.99],
      [[beta, "options", "slots"], 4],
      [[beta, "power"], { bridges: [], sources: [] }],
    ]);
    expect((await readWritten(toTexts(explicit))).plan.hash).toBe((await readWritten(toTexts(data))).plan.hash);
  });

  it("changes with every value of every file, secrets and addresses included", async () => {
    const data = await smallData();
    const single = scalarPaths(data).filter(standsAlone);
    expect(single.length).toBeGreaterThan(60);
    const changes = [
      ...single.map((path) => [[path, otherValue(valueAt(data, ...path))] as const]),
      ...changesTogether,
    ];
    const seen = new Map([[(await readWritten(toTexts(data))).plan.hash, "nothing"]]);
    for (const change of changes) {
      const { hash } = (await readWritten(toTexts(withValues(data, change)))).plan;
      const name = change.map(([path]) => path.join(".")).join(", ");
      expect({ name, sameAs: seen.get(hash) }).toEqual({ name, sameAs: undefined });
      seen.set(hash, name);
    }
  });
});
