// Appends lines to a ledger. Arguments: folder of the compiled rooms, results folder, name, number of lines.
import { pathToFileURL } from "node:url";

const [compiled, resultsDir, name, lines] = process.argv.slice(2);
const { appendLedger } = await import(pathToFileURL(`${compiled}/records/ledger.js`).href);
for (let number = 0; number < Number(lines); number += 1) {
  const runId = `${name}-${number}`;
  const startedAt = "2026-11-22T00:00:00.000Z";
  await appendLedger(resultsDir, { runId, executionId: name, planHash: "plan", trialId: "trial", startedAt });
}
