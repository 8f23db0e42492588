import { createHash } from "node:crypto";
import { describe, expect, it } from "vitest";
import { placeAndCode, problemsOf, readWritten, smallTexts } from "./fixtures/written-suite.js";

const chat = "workloads/chat.yaml";
const TRACE = "workloads/traces/small.jsonl";
const DATASET = "workloads/prompts.jsonl";

const traceRow = (second: number): string =>
  `{"timestamp": ${second * 1000}, "input_length": 100, "output_length": 10, "hash_ids": [${second}]}\n`;
/** As long as the load of the small suite: 75 s. */
const trace = [0, 40, 75, 76].map(traceRow).join("");

async function files(changes: readonly (readonly [RegExp, string])[], beside: Readonly<Record<string, string>>) {
  const texts = await smallTexts();
  const text = changes.reduce((changed, [before, after]) => changed.replace(before, () => after), texts[chat] ?? "");
  return { ...texts, [chat]: text, ...beside };
}

function traceFiles(text: string, more = "", beside = "") {
  const arrival = `arrival: { kind: trace, file: traces/small.jsonl, format: mooncake${more} }\n${beside}`;
  return files([[/arrival: .*\n(?:promptWords|outputTokens)[\s\S]*?(?=outputPolicy)/, arrival]], { [TRACE]: text });
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

describe("a trace beside a workload", () => {
  it("stands in the plan by name and hash, and is found again by its hash", async () => {
    const { plan, files: found } = await readWritten(await traceFiles(trace, ", speed: 1"));
    const [workload] = plan.workloads;
    expect(workload).toHaveProperty("arrival", {
      kind: "trace",
      file: { name: "small.jsonl", sha256: sha256(trace) },
      format: "mooncake",
      speed: 1,
    });
    expect([...found]).toEqual([[sha256(trace), expect.stringMatching(/^\/.*\/workloads\/traces\/small\.jsonl$/)]]);
    expect(JSON.stringify(plan)).not.toContain("workloads/traces");
    const other = await readWritten(await traceFiles(trace.replace("100", "101")));
    expect(other.plan.workloads[0]?.hash).not.toBe(workload?.hash);
    // What nobody said is filled in.
    expect((await readWritten(await traceFiles(trace))).plan.hash).toBe(plan.hash);
  });

  it("must be there", async () => {
    const texts = await files(
      [
        [
          /arrival: .*\n(?:promptWords|outputTokens)[\s\S]*?(?=outputPolicy)/,
          "arrival: { kind: trace, file: smal.jsonl, format: mooncake }\n",
        ],
      ],
      { "workloads/small.jsonl": trace },
    );
    const [problem, ...others] = await problemsOf(readWritten(texts));
    expect(others).toEqual([]);
    expect(placeAndCode(problem!)).toBe(`${chat}:6:31 file-not-found`);
    expect(problem).toMatchObject({ hint: "did-you-mean", data: { suggestion: "small.jsonl" } });
  });

  it("shows its mistakes line by line beside those of the workload", async () => {
    const wrong = `${traceRow(0)}nonsense\n${traceRow(80)}`;
    const problems = await problemsOf(readWritten(await traceFiles(wrong, ", sped: 2")));
    expect(problems.map(placeAndCode)).toEqual([`${chat}:6:69 unknown-key`, `${TRACE}:2:1 trace-not-json`]);
  });

  it("must be as long as the load at its speed", async () => {
    const short = await problemsOf(readWritten(await traceFiles(trace, ", speed: 1.1")));
    expect(short.map(placeAndCode)).toEqual([`${chat}:6:31 trace-too-short`]);
    expect(short[0]?.data).toMatchObject({ loadSeconds: 75 });
    expect(short[0]?.data["traceSeconds"]).toBeCloseTo(76 / 1.1, 9);
    await expect(readWritten(await traceFiles(trace, ", speed: 0.5"))).resolves.toBeDefined();
  });

  it("says how long prompts and outputs are, so that nothing else does", async () => {
    const lengths = "promptWords: { kind: fixed, value: 5 }\noutputTokens: { kind: fixed, value: 5 }\n";
    const problems = await problemsOf(readWritten(await traceFiles(trace, "", `${lengths}lengthCorrelation: 0.5\n`)));
    expect(problems.map(placeAndCode)).toEqual([
      `${chat}:7:1 given-by-trace`,
      `${chat}:8:1 given-by-trace`,
      `${chat}:9:1 correlation-not-used`,
    ]);
  });
});

describe("a data set beside a workload", () => {
  const plain = '{"prompt": "one", "output_tokens": 5}\n{"prompt": "two"}\n';
  const dataset = "dataset: { file: prompts.jsonl, form: plain }\n";

  it("stands in the plan by name and hash", async () => {
    const { plan, files: found } = await readWritten(
      await files([[/promptWords: .*\n/, dataset]], { [DATASET]: plain }),
    );
    const planned = { file: { name: "prompts.jsonl", sha256: sha256(plain) }, form: "plain" };
    expect(plan.workloads[0]).toHaveProperty("dataset", planned);
    expect([...found.keys()]).toEqual([sha256(plain)]);
  });

  it("shows its mistakes line by line", async () => {
    const texts = await files([[/promptWords: .*\n/, dataset]], { [DATASET]: `${plain}nonsense\n` });
    const problems = await problemsOf(readWritten(texts));
    expect(problems.map(placeAndCode)).toEqual([`${DATASET}:3:1 dataset-not-json`]);
  });

  it("must say how long answers are where the workload does not", async () => {
    const changes = [
      [/promptWords: .*\n/, dataset],
      [/outputTokens: .*\n/, ""],
    ] as const;
    const problems = await problemsOf(readWritten(await files(changes, { [DATASET]: plain })));
    expect(problems.map(placeAndCode)).toEqual([`${chat}:7:18 answers-without-length`]);
    expect(problems[0]?.data).toMatchObject({ without: 1, entries: 2 });
    const stated = plain.replace('"two"', '"two", "output_tokens": 6');
    await expect(readWritten(await files(changes, { [DATASET]: stated }))).resolves.toBeDefined();
  });

  it("brings its own beginnings and lengths", async () => {
    const more = `${dataset}promptPrefix: { kind: unique }\nlengthCorrelation: 0.5\npromptTokens: { kind: fixed, value: 4 }\n`;
    const texts = await files([[/promptWords: .*\n/, more]], { [DATASET]: plain });
    expect((await problemsOf(readWritten(texts))).map(placeAndCode)).toEqual([
      `${chat}:7:1 second-prompt-source`,
      `${chat}:8:1 prefix-not-used`,
      `${chat}:9:1 correlation-not-used`,
    ]);
  });
});
