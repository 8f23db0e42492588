import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readTrace } from "../../../../src/load/arrivals/traces/read-trace.js";
import type { TraceFormat } from "../../../../src/model/workload.js";
import { temporaryFolder } from "../../../records/temporary-folder.js";

async function read(format: TraceFormat, text: string, untilSeconds = Number.POSITIVE_INFINITY) {
  const path = join(await temporaryFolder(), "trace");
  await writeFile(path, text);
  return readTrace({ format, path, file: "trace", untilNs: untilSeconds * 1e9 });
}

/** Line and code of every problem, with the field where there is one. */
async function problemsOf(format: TraceFormat, text: string): Promise<readonly string[]> {
  const { problems } = await read(format, text);
  return problems.map(({ line, code, data }) => [line ?? "", code, data["field"] ?? ""].join(" ").trim());
}

describe("Mooncake's JSON lines", () => {
  it("are milliseconds from the first row, lengths and blocks of 512 tokens", async () => {
    const { rows, problems } = await read(
      "mooncake",
      '{"timestamp": 27482, "input_length": 6755, "output_length": 500, "hash_ids": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13]}\n' +
        '{"timestamp": 27482, "input_length": 100, "output_length": 1}\n' +
        '{"timestamp": 30535.5, "input_length": 655, "output_length": 52, "hash_ids": [46, 47], "type": "chat"}\n',
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      {
        atNs: 0,
        promptTokens: 6755,
        outputTokens: 500,
        blocks: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13],
        blockTokens: 512,
      },
      { atNs: 0, promptTokens: 100, outputTokens: 1 },
      { atNs: 3_053_500_000, promptTokens: 655, outputTokens: 52, blocks: [46, 47], blockTokens: 512 },
    ]);
  });

  it("are refused line by line", async () => {
    const text = [
      '{"timestamp": 1, "input_length": 6, "output_length": 5}',
      "timestamp,input_length",
      "",
      '{"timestamp": "2", "input_length": 1.5, "output_length": 0, "hash_ids": ["a"]}',
      '{"timestamp": 3, "input_length": 512, "output_length": 1, "hash_ids": [1, 2]}',
      '{"timestamp": 0, "input_length": 512, "output_length": 1}',
      "[]",
    ].join("\n");
    expect(await problemsOf("mooncake", text)).toEqual([
      "2 trace-not-json",
      "4 trace-field timestamp",
      "4 trace-field input_length",
      "4 trace-field output_length",
      "4 trace-field hash_ids",
      "5 trace-too-many-blocks",
      "6 trace-time-backwards",
      "7 trace-not-json",
    ]);
  });
});

describe("Azure's CSV", () => {
  it("has times down to 100 ns, with and without a zone, and Windows line ends", async () => {
    const { rows, problems } = await read(
      "azure",
      "TIMESTAMP,ContextTokens,GeneratedTokens\r\n" +
        "2023-11-16 23:59:59.9799600,4808,10\r\n" +
        "2023-11-17 00:00:00.0319599,110,27\r\n" +
        "2023-11-17 01:30:00.000000+01:00,5,6",
    );
    expect(problems).toEqual([]);
    expect(rows).toEqual([
      { atNs: 0, promptTokens: 4808, outputTokens: 10 },
      { atNs: 51_999_900, promptTokens: 110, outputTokens: 27 },
      { atNs: 1_800_020_040_000, promptTokens: 5, outputTokens: 6 },
    ]);
  });

  it("finds its columns by name, behind a byte-order mark too", async () => {
    const text =
      "\uFEFFGeneratedTokens, TIMESTAMP ,service,ContextTokens\n7,2024-05-10 00:00:00.009930+00:00,code,99\n";
    expect((await read("azure", text)).rows).toEqual([{ atNs: 0, promptTokens: 99, outputTokens: 7 }]);
  });

  it("is refused once where the header is missing, and otherwise cell by cell", async () => {
    expect(await problemsOf("azure", "2023-11-16 18:17:03.9799600,4808,10\n2023-11-16 18:17:04,1,1\n")).toEqual([
      "1 trace-columns",
    ]);
    const text =
      "TIMESTAMP,ContextTokens,GeneratedTokens\n2023-02-30 18:17:03,1,1\n18:17,0,-3\n2023-11-16 18:17:03,,2\n2023-11-16 18:17:03\n";
    expect(await problemsOf("azure", text)).toEqual([
      "2 trace-field TIMESTAMP",
      "3 trace-field TIMESTAMP",
      "3 trace-field ContextTokens",
      "3 trace-field GeneratedTokens",
      "4 trace-field ContextTokens",
      "5 trace-field ContextTokens",
      "5 trace-field GeneratedTokens",
    ]);
  });
});

describe("BurstGPT's CSV", () => {
  it("has seconds, in both versions of its columns", async () => {
    const first = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n";
    const rows = "5,ChatGPT,472,18,490,Conversation log\n45.25,GPT-4,1087,230,1317,API log\n";
    const expected = [
      { atNs: 0, promptTokens: 472, outputTokens: 18 },
      { atNs: 40_250_000_000, promptTokens: 1087, outputTokens: 230 },
    ];
    expect((await read("burstgpt", first + rows)).rows).toEqual(expected);
    const second = "Timestamp,Session ID,Elapsed time,Model,Request tokens,Response tokens,Total tokens,Log Type\n";
    const wider = "19440110.0,a-b,43,GPT-4,906,446,1352,Conversation log\n";
    expect((await read("burstgpt", second + wider)).rows).toEqual([{ atNs: 0, promptTokens: 906, outputTokens: 446 }]);
  });

  it("knows what a response of no tokens is", async () => {
    const header = "Timestamp,Model,Request tokens,Response tokens,Total tokens,Log Type\n";
    const { problems } = await read("burstgpt", `${header}5,ChatGPT,472,0,472,API log\n`);
    expect(problems).toMatchObject([{ code: "trace-field", line: 2, hint: "trace-without-failures" }]);
  });
});

describe("a trace", () => {
  const header = "TIMESTAMP,ContextTokens,GeneratedTokens\n";
  const line = (second: number): string => `2023-11-16 18:17:${String(second).padStart(2, "0")},10,1\n`;

  it("is read as far as the load goes, with one row behind it, and hashed whole", async () => {
    const text = `${header}${[0, 10, 20, 30].map(line).join("")}nonsense\n`;
    const { rows, problems, sha256 } = await read("azure", text, 15);
    expect(rows.map(({ atNs }) => atNs)).toEqual([0, 10e9, 20e9]);
    expect(problems).toEqual([]);
    expect(sha256).toBe(createHash("sha256").update(text).digest("hex"));
  });

  it("lists the first 20 problems and counts the others", async () => {
    const problems = await problemsOf("mooncake", "nonsense\n".repeat(37));
    expect(problems).toHaveLength(21);
    expect(problems.at(-1)).toBe("trace-more-problems");
  });

  it("must have rows", async () => {
    expect(await problemsOf("azure", header)).toEqual(["trace-empty"]);
    expect(await problemsOf("mooncake", "")).toEqual(["trace-empty"]);
  });

  it("is read in pieces as in one, whatever the pieces cut", async () => {
    const rows = Array.from(
      { length: 30_000 },
      (_, index) => `{"timestamp": ${index}, "input_length": ${index + 1}, "output_length": 3, "note": "é"}`,
    );
    const { rows: read30k, problems } = await read("mooncake", rows.join("\n"));
    expect(problems).toEqual([]);
    expect(read30k.map(({ promptTokens }) => promptTokens)).toEqual(rows.map((_, index) => index + 1));
  });
});
