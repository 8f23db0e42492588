// Writes a run under a limit on the size of files. Arguments as for write-run.mjs. Prints what it hears of the failure.
import { pathToFileURL } from "node:url";

const [compiled, resultsDir, manifest] = process.argv.slice(2);
const { createRunWriter } = await import(pathToFileURL(`${compiled}/records/run-writer.js`).href);
const writer = await createRunWriter({ resultsDir, manifest: JSON.parse(manifest) });
const shard = await writer.openShard("client");
const count = { count: 0, from: "none" };
let failed = false;
let index = 0;
void writer.failed.then((finding) => {
  failed = true;
  console.log(`told ${JSON.stringify(finding)}`);
});
while (!failed) {
  for (const end = index + 50; index < end; index += 1) {
    const rest = { promptTokens: count, outputTokens: count, requestedOutputTokens: 1, contentEvents: 1 };
    shard.request({ index, phase: "measure", status: "ok", scheduledNs: index, endNs: index, ...rest });
  }
  await new Promise((resolve) => setTimeout(resolve, 20));
}
try {
  await writer.finish({ state: "complete", endedAt: "2026-11-22T00:00:10.000Z" });
} catch (error) {
  console.log(`thrown ${JSON.stringify(error.finding)}`);
}
