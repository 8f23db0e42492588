import { appendFile, mkdir } from "node:fs/promises";
import path from "node:path";
import type { HarnessBenchmark } from "./harness-benchmark.js";
import { sampleRun } from "./sample-run.js";
import { inTemporaryFolder, writeRun } from "./write-run.js";

const record = await sampleRun();
const lines = record.requests.map((request) => `${JSON.stringify(request)}\n`).join("");

export const benchmark: HarnessBenchmark = {
  name: "records: writing a run",
  items: record.requests.length,
  itemName: "request",
  subject: {
    name: "run writer, synced and hashed",
    run: () => inTemporaryFolder((folder) => writeRun(record, folder)),
    async: true,
  },
  reference: {
    name: "appending the requests' JSON in one piece",
    run: () =>
      inTemporaryFolder(async (folder) => {
        await mkdir(path.join(folder, "run"));
        await appendFile(path.join(folder, "run", "requests.jsonl"), lines);
      }),
    async: true,
  },
};
