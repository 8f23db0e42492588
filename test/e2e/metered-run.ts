import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import type { RunRecord } from "../../src/model/run-record.js";
import type { TimeWindow } from "../../src/model/time.js";
import { type Results, readResults } from "../../src/records/results-reader.js";
import { readCsv } from "../report/renderers/read-csv.js";
import { fixture, type Outcome, tokwatt } from "./tokwatt-command.js";

const EXECUTABLES = fileURLToPath(new URL("../power/executables", import.meta.url));
const MAIN = fileURLToPath(new URL("../../dist/cli/main.js", import.meta.url));

/** What the executables pretend to be, as the tops of their files say. */
export interface Machines {
  readonly npu?: object;
  readonly gpu?: object;
  /** False: neither tool is on PATH. */
  readonly hasTools?: boolean;
}

export interface MeteredRun extends Outcome {
  readonly results: Results;
  readonly records: readonly RunRecord[];
  /** Folder of a run. */
  folderOf(record: RunRecord): string;
  /** The rows of `tokwatt report --format csv`. */
  readonly rows: readonly Readonly<Record<string, string>>[];
  /** What `tokwatt report` says in another language. */
  report(language: "en" | "zh"): Promise<string>;
  remove(): Promise<void>;
}

/**
 * `tokwatt run` of a suite of `fixtures/metered/`, whose endpoints are mock servers that tokwatt starts and whose meters are
 * the executables of `test/power/executables/`.
 */
export async function runMetered(suite: string, machines: Machines): Promise<MeteredRun> {
  const folder = await mkdtemp(join(tmpdir(), "tokwatt-metered-"));
  const [npuFile, gpuFile] = [join(folder, "npu.json"), join(folder, "gpu.json")];
  await writeFile(npuFile, JSON.stringify(machines.npu ?? {}));
  await writeFile(gpuFile, JSON.stringify(machines.gpu ?? { devices: [] }));
  const path = process.env["PATH"] ?? "";
  const environment = {
    PATH: machines.hasTools === false ? path : `${EXECUTABLES}${delimiter}${path}`,
    FAKE_NPU_SMI: npuFile,
    FAKE_NVIDIA_SMI: gpuFile,
    NODE: process.execPath,
    TOKWATT: MAIN,
    FIXTURES: fixture("metered"),
  };
  const directory = join(folder, "results");
  const outcome = await tokwatt(["run", fixture(`metered/${suite}`), "--results", directory], environment);
  const results = await readResults(directory);
  const { out } = await tokwatt(["report", directory, "--format", "csv"]);
  return {
    ...outcome,
    results,
    records: [...results.runs.values()],
    folderOf: (record) => join(directory, record.manifest.runId),
    rows: readCsv(out).rows,
    report: async (language) => (await tokwatt(["report", directory, "--lang", language])).out,
    remove: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Watts of an executable's device as a formula of the wall clock in seconds, as its file takes it. */
export type WattsFormula = string;

/** Mean of the watts of all devices over a run's measured window: the truth, from nothing that tokwatt measured but the window. */
export function trueMeanWatts(devices: readonly WattsFormula[], record: RunRecord): number {
  const window = measuredWindow(record);
  const startSeconds = (record.manifest.shards[0]?.wallUnixMs ?? Number.NaN) / 1000;
  const steps = 2000;
  let sum = 0;
  for (let step = 0; step < steps; step += 1) {
    const atNs = window.startNs + ((step + 0.5) / steps) * (window.endNs - window.startNs);
    for (const device of devices) sum += wattsAt(device, startSeconds + atNs / 1e9);
  }
  return sum / steps;
}

export function measuredWindow(record: RunRecord): TimeWindow {
  const window = record.manifest.windows?.measure;
  if (window === undefined) throw new Error("the run has no measured window");
  return window;
}

function wattsAt(formula: WattsFormula, seconds: number): number {
  return Number(new Function("t", `return ${formula};`)(seconds));
}
