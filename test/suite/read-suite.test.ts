import { describe, expect, it } from "vitest";
import { readSuite } from "../../src/suite/read-suite.js";
import { fixtureBackend, fixtureMeter, vocabulary } from "./fixtures/vocabulary.js";
import { placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

const fixtures = "test/suite/fixtures";

describe("a suite with eight mistakes, one of whose systems has two", () => {
  it("gives exactly these problems, each at its place", async () => {
    const problems = await problemsOf(readSuite(`${fixtures}/mistakes/suite.yaml`, vocabulary));
    const suite = `${fixtures}/mistakes/suite.yaml`;
    const system = `${fixtures}/mistakes/systems/alpha.yaml`;
    expect(problems.map(placeAndCode)).toEqual([
      `${suite}:3:5 wrong-format`,
      `${suite}:4:10 wrong-type`,
      `${suite}:11:1 unknown-key`,
      `${suite}:12:8 invalid-value`,
      `${suite}:14:16 unknown-name`,
      `${suite}:17:17 out-of-range`,
      `${suite}:19:16 not-a-fraction`,
      `${suite}:20:18 unknown-name`,
      `${system}:5:12 lifecycle-unsupported`,
      `${system}:8:3 unknown-key`,
    ]);
  });

  it("says what was expected, what was found, and what to do", async () => {
    const problems = await problemsOf(readSuite(`${fixtures}/mistakes/suite.yaml`, vocabulary));
    expect(problems.map(({ data, hint }) => ({ ...data, hint }))).toEqual([
      { path: "id", expected: "/^[a-z0-9]+(-[a-z0-9]+)*$/", received: '"Eight_Mistakes"', hint: "identifier" },
      { path: "version", expected: "text", received: "1", hint: "quote-text" },
      expect.objectContaining({ path: "repeets", key: "repeets", suggestion: "repeats", hint: "did-you-mean" }),
      {
        path: "order",
        expected: "interleaved | sequential",
        received: '"interleave"',
        suggestion: "interleaved",
        hint: "did-you-mean",
      },
      {
        path: "comparisons[0].candidate",
        kind: "system",
        name: "alfa",
        known: "alpha, beta",
        suggestion: "alpha",
        hint: "did-you-mean",
      },
      { path: "comparisons[0].confidence", expected: "< 1", received: "95", hint: undefined },
      { path: "comparisons[0].margins.default", received: '"2 parts in 100"', hint: "fraction" },
      {
        path: "comparisons[0].margins.metrics.ttft.p9",
        kind: "metric",
        name: "ttft.p9",
        known: "output-tokens-per-second, tokens-per-joule, ttft.p90, training-tokens-per-second, joules",
        suggestion: "ttft.p90",
        hint: "did-you-mean",
      },
      { path: "lifecycle", adapter: "fixture", received: "reset", expected: "attached | restart", hint: undefined },
      {
        path: "options.slotz",
        key: "slotz",
        known: "url, slots, apiKey, start",
        suggestion: "slots",
        hint: "did-you-mean",
      },
    ]);
  });
});

describe("files that a suite cannot be read from", () => {
  it("names a missing suite, with the file that was probably meant", async () => {
    const [problem, ...others] = await problemsOf(readSuite(`${fixtures}/small/suit.yaml`, vocabulary));
    expect(others).toEqual([]);
    expect(problem).toEqual({
      code: "file-not-found",
      file: `${fixtures}/small/suit.yaml`,
      data: { path: `${fixtures}/small/suit.yaml`, suggestion: "suite.yaml" },
      hint: "did-you-mean",
    });
  });

  it.each([
    ["a folder", `${fixtures}/small`, "file-unreadable"],
    ["a path in a folder that does not exist", `${fixtures}/nowhere/suite.yaml`, "file-not-found"],
    ["a system file", `${fixtures}/small/systems/alpha.yaml`, "wrong-kind"],
  ])("refuses %s", async (_, path, code) => {
    expect((await problemsOf(readSuite(path, vocabulary))).map((problem) => problem.code)).toEqual([code]);
  });

  it("reports all files at once, the suite first, and a missing file where it is referred to", async () => {
    const texts = await smallTexts();
    const files = {
      ...texts,
      "suite.yaml": texts["suite.yaml"]!.replace(
        "[workloads/chat.yaml]",
        "[workloads/chart.yaml, workloads/chat.yaml]",
      ),
      "systems/alpha.yaml": "# nothing yet\n",
      "systems/beta.yaml": "kind: system\nid: [beta\n",
      "workloads/chat.yaml": texts["systems/beta.yaml"]!,
    };
    expect((await problemsOf(readWritten(files))).map(placeAndCode)).toEqual([
      "suite.yaml:8:13 file-not-found",
      "systems/alpha.yaml empty-file",
      "systems/beta.yaml:3:1 yaml-syntax",
      "workloads/chat.yaml:1:7 wrong-kind",
    ]);
  });

  it("refuses text that is not UTF-8", async () => {
    const texts = await smallTexts();
    // "甲" in GBK.
    const title = Uint8Array.from([0x74, 0x3a, 0x20, 0xbc, 0xd7]);
    const problems = await problemsOf(readWritten({ ...texts, "workloads/chat.yaml": title }));
    expect(problems.map(placeAndCode)).toEqual(["workloads/chat.yaml file-not-utf8"]);
  });

  it("refuses a list of systems that is no list, an entry that is no text, and an absolute path", async () => {
    const texts = await smallTexts();
    const suite = texts["suite.yaml"]!;
    const scalar = suite
      .replace(/systems: .*/, "systems: systems/alpha.yaml")
      .replace(/workloads: .*/, "workloads: [3]");
    expect((await problemsOf(readWritten({ ...texts, "suite.yaml": scalar }))).map(placeAndCode)).toContain(
      "suite.yaml:7:10 wrong-type",
    );
    expect((await problemsOf(readWritten({ ...texts, "suite.yaml": scalar }))).map(placeAndCode)).toContain(
      "suite.yaml:8:13 wrong-type",
    );
    const absolute = suite.replace("systems/alpha.yaml", "/systems/alpha.yaml");
    expect((await problemsOf(readWritten({ ...texts, "suite.yaml": absolute }))).map(placeAndCode)).toEqual([
      "suite.yaml:7:11 absolute-reference",
    ]);
  });
});

describe("ids", () => {
  it("refuses the same system twice", async () => {
    const texts = await smallTexts();
    const suite = texts["suite.yaml"]!.replace("systems/beta.yaml", "systems/beta.yaml, systems/alpha.yaml");
    const problems = await problemsOf(readWritten({ ...texts, "suite.yaml": suite }));
    expect(problems.map(placeAndCode)).toEqual(["suite.yaml:7:50 duplicate-id"]);
    expect(problems[0]?.data).toEqual({ path: "systems[2]", key: "systems", id: "alpha" });
  });

  it("calls no system unknown while the id of one could not be read", async () => {
    const texts = await smallTexts();
    const files = { ...texts, "systems/alpha.yaml": "kind: system\nid: [alpha\n" };
    const problems = await problemsOf(readWritten(files));
    expect(problems.map(placeAndCode)).toEqual(["systems/alpha.yaml:3:1 yaml-syntax"]);
  });
});

describe("a valid suite", () => {
  it("becomes a plan with defaults filled in and the suite's own limits", async () => {
    const { plan } = await readSuite(`${fixtures}/small/suite.yaml`, vocabulary);
    expect(plan.comparisons).toEqual([
      {
        candidate: "alpha",
        baseline: "beta",
        analysis: "paired",
        confidence: 0.95,
        margins: { default: 0.02, metrics: { "ttft.p90": 0.05 } },
        primaryMetrics: ["output-tokens-per-second"],
      },
    ]);
    expect(plan.limits).toMatchObject({ errorRate: 0.01, powerCoverage: 0.99, scheduleLatenessP99DegradedMs: 10 });
    expect(plan.systems.map(({ id, power, sources }) => ({ id, power, sources }))).toEqual([
      {
        id: "alpha",
        power: {
          bridges: [{ from: "package", to: "board", wattsLow: 60, wattsHigh: 100, source: "data sheet" }],
          sources: [{ use: "fixture-meter", options: { rateHz: 10 } }],
        },
        sources: ["a data sheet"],
      },
      { id: "beta", power: { bridges: [], sources: [] }, sources: [] },
    ]);
  });

  it("keeps secrets and addresses for the adapter and out of the plan", async () => {
    const { plan, systems } = await readSuite(`${fixtures}/small/suite.yaml`, vocabulary);
    expect(systems.get("alpha")).toEqual({
      adapter: fixtureBackend,
      options: { url: "http://10.1.2.3:8000", apiKey: "sk-not-for-records", slots: 4 },
      powerSources: [{ definition: fixtureMeter, options: { rateHz: 10 } }],
      plugins: {},
      variables: [],
      files: [],
    });
    expect(systems.get("beta")).toEqual({
      adapter: fixtureBackend,
      options: { url: "http://127.0.0.1:8000", slots: 4 },
      powerSources: [],
      plugins: {},
      variables: [],
      files: [],
    });
    const recorded = JSON.stringify(plan);
    expect(recorded).not.toContain("sk-not-for-records");
    expect(recorded).not.toContain("10.1.2.3");
    expect(recorded).toContain("http://127.0.0.1:8000");
  });

  it("leaves references to the environment as they are", async () => {
    const texts = await smallTexts();
    const alpha = texts["systems/alpha.yaml"]!.replace("sk-not-for-records", `\${ALPHA_KEY}`);
    const { systems } = await readWritten({ ...texts, "systems/alpha.yaml": alpha });
    expect(systems.get("alpha")?.options).toMatchObject({ apiKey: `\${ALPHA_KEY}` });
  });
});
