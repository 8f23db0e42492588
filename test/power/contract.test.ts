import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, it } from "vitest";
import { builtInPowerSources } from "../../src/power/sources.js";
import { type PowerSourceExample, powerSourceContract } from "../../src/testing.js";
import { TWO_NPUS } from "./npu-smi/fake-machine.js";
import { TWO_GPUS } from "./nvidia-smi/fake-machine.js";

const folder = await mkdtemp(join(tmpdir(), "tokwatt-power-contract-"));
afterAll(() => rm(folder, { recursive: true }));

/** A folder like the kernel's, of a machine with one processor package. */
async function raplFolder(): Promise<string> {
  const zone = join(folder, "intel-rapl:0");
  await mkdir(zone);
  const files = { name: "package-0", energy_uj: "123456", max_energy_range_uj: "262143328850" };
  for (const [file, text] of Object.entries(files)) await writeFile(join(zone, file), `${text}\n`);
  return folder;
}

const RECORDED_FROM = Date.UTC(2026, 2, 2, 10, 0, 0);

/** What a meter wrote during a job of some seconds. */
async function recordedFile(): Promise<string> {
  const file = join(folder, "rack.csv");
  const lines = [0, 1, 2].map((second) => `${RECORDED_FROM + second * 1000},rack,500\n`);
  await writeFile(file, lines.join(""));
  return file;
}

/** One meter that each shipped source can read on any machine. A source without one fails here. */
const EXAMPLES: Readonly<Record<string, PowerSourceExample>> = {
  "npu-smi": { options: { method: "power", intervalSeconds: 0.1 }, environment: TWO_NPUS },
  "nvidia-smi": { options: { intervalSeconds: 0.1 }, environment: TWO_GPUS },
  "recorded-telemetry": {
    options: { format: "plain", file: await recordedFile(), boundary: "node-ac" },
    recordedFromUnixMs: RECORDED_FROM,
  },
  rapl: { options: { root: await raplFolder(), intervalSeconds: 0.05 } },
};

describe.each(builtInPowerSources.map((definition) => ({ name: definition.name, definition })))(
  "power source $name",
  ({ name, definition }) => {
    const example = EXAMPLES[name];
    if (example === undefined) throw new Error(`no example for the power source ${name}`);
    for (const { name: rule, run } of powerSourceContract(definition, example)) it(rule, run);
  },
);
