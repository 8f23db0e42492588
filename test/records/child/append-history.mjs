// Appends entries to a history. Arguments: folder of the compiled rooms, history folder, name, number of entries.
import { pathToFileURL } from "node:url";

const [compiled, history, name, entries] = process.argv.slice(2);
const load = (file) => import(pathToFileURL(`${compiled}/records/history/${file}.js`).href);
const [{ appendHistory }, { stampEntry }] = [await load("append-history"), await load("entry-id")];
for (let number = 0; number < Number(entries); number += 1) {
  const entry = stampEntry({
    systemId: "system",
    workloadId: "chat",
    fingerprint: "0123456789ab",
    commit: `${name}-${number}`,
    at: "2026-11-22T00:00:00.000Z",
    executionId: `${name}-${number}`,
    planHash: "plan",
    metrics: { throughput: { unit: "token/s", better: "higher", values: [number + 1] } },
  });
  await appendHistory(history, { entry, fingerprint: { hash: "0123456789ab", facts: { driver: "1" } } });
}
