import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { readRun } from "../../src/records/run-reader.js";
import type { HarnessBenchmark } from "./harness-benchmark.js";
import { sampleRun } from "./sample-run.js";
import { writeRun } from "./write-run.js";

const record = await sampleRun();
const folder = mkdtempSync(path.join(os.tmpdir(), "tokwatt-bench-"));
process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
const directory = await writeRun(record, folder);
const requestsFile = path.join(directory, "requests", "client.jsonl");

export const benchmark: HarnessBenchmark = {
  name: "records: reading a run",
  items: record.requests.length,
  itemName: "request",
  subject: { name: "run reader, verified", run: () => readRun(directory), async: true },
  reference: {
    name: "JSON.parse of the requests' lines",
    run: () =>
      readFileSync(requestsFile, "utf8")
        .trimEnd()
        .split("\n")
        .map((line) => JSON.parse(line)),
    async: false,
  },
};
