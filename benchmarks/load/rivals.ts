import { resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import Table from "cli-table3";
import { wholeNumber } from "../whole-number.js";
import { chooseCores } from "./cores.js";
import { measureClients, type RivalRow } from "./rival-rows.js";

/*
 * Puts every load generator that is found to one case and prints what each says beside what is true:
 *
 *   npm run bench:rivals -- --python-env /path/to/venv [--python-env /path/to/another]
 *
 * It judges nobody, so it always ends with 0 unless it could not measure.
 */

const TINY_TOKENIZER = fileURLToPath(new URL("../../../.real/tiny-model", import.meta.url));

const text = { type: "string" } as const;
const { values } = parseArgs({
  options: {
    "python-env": { type: "string", multiple: true, default: [] },
    tokenizer: text,
    streams: text,
    tokens: text,
    seed: text,
    json: { type: "boolean", default: false },
  },
});
const { cores, note } = chooseCores();
const rows = await measureClients({
  environments: values["python-env"].map((path) => resolve(path)),
  tokenizer: values.tokenizer === undefined ? TINY_TOKENIZER : resolve(values.tokenizer),
  streams: wholeNumber("--streams", values.streams, 1000),
  tokens: wholeNumber("--tokens", values.tokens, 128),
  seed: wholeNumber("--seed", values.seed, 1),
  cores,
  tell: (line) => process.stderr.write(`${line}\n`),
});
process.stdout.write(values.json ? `${JSON.stringify({ note, rows }, undefined, 2)}\n` : `${note}\n${tableOf(rows)}\n`);

function tableOf(all: readonly RivalRow[]): string {
  const table = new Table({
    head: [
      "client",
      "TTFT p50/p99, ms",
      "true",
      "gap p50/p99, ms",
      "true",
      "tokens/s",
      "true",
      "streams held",
      "events per CPU s",
      "CPU s to start",
    ],
    style: { head: [], border: [] },
  });
  for (const row of all) {
    if (row.kind === "absent") {
      table.push([row.client, { colSpan: 9, content: row.reason }]);
      continue;
    }
    const { report, truth } = row;
    table.push([
      row.client,
      pair(report.ttftP50Ms, report.ttftP99Ms),
      pair(truth.ttftP50Ms, truth.ttftP99Ms),
      `${pair(report.gapP50Ms, report.gapP99Ms)}${report.gapsAre === "gaps" ? "" : " (means of requests)"}`,
      pair(truth.gapP50Ms, truth.gapP99Ms),
      shown(report.tokensPerSecond, 0),
      shown(truth.tokensPerSecond, 0),
      String(row.streamsHeld),
      shown(row.eventsPerCpuSecond, 0),
      shown(row.startUpCpuSeconds, 1),
    ]);
  }
  return table.toString();
}

function pair(p50: number, p99: number): string {
  return `${shown(p50, 1)} / ${shown(p99, 1)}`;
}

function shown(value: number, digits: number): string {
  return Number.isNaN(value) ? "-" : value.toFixed(digits);
}
