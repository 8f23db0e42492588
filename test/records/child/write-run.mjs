// Writes a run and never finishes it. Arguments: folder of the compiled rooms, results folder, manifest as JSON.
// Prints `settled` when what was handed over has been waiting for longer than a writer may keep it.
import { pathToFileURL } from "node:url";

const [compiled, resultsDir, manifest] = process.argv.slice(2);
const { createRunWriter } = await import(pathToFileURL(`${compiled}/records/run-writer.js`).href);
const writer = await createRunWriter({ resultsDir, manifest: JSON.parse(manifest) });
const shard = await writer.openShard("client");
const count = { count: 0, from: "none" };

function write(index) {
  const times = { scheduledNs: index, endNs: index + 10 };
  const rest = { promptTokens: count, outputTokens: count, requestedOutputTokens: 1, contentEvents: 1 };
  shard.tokenEvents({
    request: index,
    timesNs: Float64Array.of(index + 1),
    tokens: Uint16Array.of(1),
    kinds: Uint8Array.of(0),
  });
  shard.request({ index, phase: "measure", status: "ok", ...times, ...rest });
  trace.append(index, 100);
}

const trace = writer.openTrace({
  id: "meter",
  source: "test",
  device: "device-0",
  boundary: "package",
  quantity: "watts",
  shard: "client",
  averagingNs: 0,
  intervalNs: 1000,
  resolution: 0,
  accuracy: "unknown",
});
writer.finding({ code: "noted", severity: "note", data: {} });
for (let index = 0; index < 1000; index += 1) write(index);
setTimeout(() => {
  console.log("settled");
  let index = 1000;
  setInterval(() => {
    for (const end = index + 100; index < end; index += 1) write(index);
  }, 1);
}, 1000);
