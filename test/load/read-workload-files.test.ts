import { createHash } from "node:crypto";
import { rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { beforeEach, describe, expect, it } from "vitest";
import { readWorkloadFiles } from "../../src/load/read-workload-files.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { inferenceWorkload } from "./inference-workload.js";

const trace = [0, 5, 13, 20]
  .map((second) => `{"timestamp": ${second * 1000}, "input_length": 10, "output_length": 1}\n`)
  .join("");
const dataset = '{"prompt": "one"}\n{"prompt": "two"}\n';
const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");

const workload = inferenceWorkload({
  arrival: { kind: "trace", file: { name: "t.jsonl", sha256: sha256(trace) }, format: "mooncake", speed: 2 },
  phases: { warmUpSeconds: 1, measureSeconds: 4, coolDownSeconds: 1, drainSeconds: 2 },
});
const withDataset = inferenceWorkload({
  dataset: { file: { name: "d.jsonl", sha256: sha256(dataset) }, form: "plain" },
});

let files: Map<string, string>;
beforeEach(async () => {
  const folder = await temporaryFolder();
  files = new Map([
    [sha256(trace), join(folder, "t.jsonl")],
    [sha256(dataset), join(folder, "d.jsonl")],
  ]);
  await writeFile(files.get(sha256(trace))!, trace);
  await writeFile(files.get(sha256(dataset))!, dataset);
});

describe("the files beside a workload", () => {
  it("are read where the load is driven, a trace as far as the load goes", async () => {
    const read = await readWorkloadFiles(workload, files);
    expect(read.trace?.map(({ atNs }) => atNs)).toEqual([0, 5e9, 13e9]);
    expect(read.dataset).toBeUndefined();
    expect((await readWorkloadFiles(withDataset, files)).dataset).toMatchObject([
      { turns: ["one"] },
      { turns: ["two"] },
    ]);
    expect(await readWorkloadFiles(inferenceWorkload({}), files)).toEqual({});
  });

  it.each([
    ["trace", workload, sha256(trace), "t.jsonl"],
    ["data set", withDataset, sha256(dataset), "d.jsonl"],
  ])("must be what they were: %s", async (_, changed, hash, name) => {
    await writeFile(files.get(hash)!, `${changed === workload ? trace : dataset}\n`);
    await expect(readWorkloadFiles(changed, files)).rejects.toMatchObject({
      finding: { code: "workload-file-changed", data: { name } },
    });
    await rm(files.get(hash)!);
    await expect(readWorkloadFiles(changed, files)).rejects.toMatchObject({
      finding: { code: "workload-file-unreadable", data: { name, reason: "ENOENT" } },
    });
  });
});
