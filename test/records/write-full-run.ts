import { appendLedger } from "../../src/records/ledger.js";
import { createRunWriter, type RunWriter } from "../../src/records/run-writer.js";
import { endOfFullRun, fullDeviceState, fullHeader, fullRequests, fullStart } from "./full-run.js";
import { ledgerEntry, tokenEvents } from "./sample-run.js";

/** Events of the full run's requests: request 1 in two blocks, request 2 with a count for its event. */
export const fullBlocks = [
  tokenEvents(1, [620_000_000, 630_000_000], [1, 1]),
  tokenEvents(2, [2_700_000_000], [2]),
  tokenEvents(1, [640_000_001], [1]),
];

export function handOverFullRun(writer: RunWriter): void {
  const trace = writer.openTrace(fullHeader);
  trace.append(0, 1000);
  trace.append(50_000_000, null);
  trace.append(100_000_000, 1000.25, fullDeviceState);
  for (const block of fullBlocks) writer.tokenEvents(block);
  for (const request of fullRequests) writer.request(request);
  writer.finding({ code: "power-readings-missing", severity: "warning", data: { trace: "package-0", missing: 1 } });
}

/** Writes the results that `fixtures/v1` holds: one run that ended; one that was killed is added by hand. */
export async function writeFullRun(resultsDir: string): Promise<void> {
  await appendLedger(resultsDir, ledgerEntry(fullStart));
  const writer = await createRunWriter({ resultsDir, manifest: fullStart });
  handOverFullRun(writer);
  await writer.finish(endOfFullRun);
}
