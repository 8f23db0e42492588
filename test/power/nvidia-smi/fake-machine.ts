import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import type { Finding } from "../../../src/model/finding.js";
import type { PowerTraceHeader } from "../../../src/model/power-trace.js";
import { nvidiaSmiSource } from "../../../src/power/nvidia-smi.js";
import { nvidiaSmiQueryFormat } from "../../../src/power/parse/nvidia-smi-query.js";
import { reparse } from "../../../src/power/reparse.js";
import { memoryRecord } from "../memory-record.js";

const EXECUTABLES = fileURLToPath(new URL("../executables", import.meta.url));

export type Environment = Readonly<Record<string, string>>;

function environmentOf(file: string): Environment {
  const PATH = [EXECUTABLES, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  return { PATH, FAKE_NVIDIA_SMI: file };
}

/** A server of two GPUs, one with a steady load, with DCGM. */
export const TWO_GPUS: Environment = environmentOf(join(EXECUTABLES, "two-gpus.json"));

/** A machine whose `nvidia-smi` and `dcgmi` are the fake ones of `test/power/executables`; each says how at its top. */
export async function createFakeGpus(
  config: object,
): Promise<{ environment: Environment; remove: () => Promise<void> }> {
  const folder = await mkdtemp(join(tmpdir(), "tokwatt-nvidia-"));
  const file = join(folder, "machine.json");
  await writeFile(file, JSON.stringify(config));
  return { environment: environmentOf(file), remove: () => rm(folder, { recursive: true }) };
}

const PACE = new Set(["telemetry-slow", "power-duplicate-stamps"]);

/** The source on a machine, with everything that it records. Ten readings a second unless the options say otherwise. */
export function openSource(environment: Environment, options: object = {}) {
  const clock = createMonotonicClock();
  const record = memoryRecord(clock);
  const headers: PowerTraceHeader[] = [];
  const sink = {
    ...record.sink,
    open: (header: PowerTraceHeader) => {
      headers.push(header);
      return record.sink.open(header);
    },
    openCrossCheck: (header: PowerTraceHeader) => {
      headers.push(header);
      return record.sink.openCrossCheck(header);
    },
  };
  const parsed = nvidiaSmiSource.optionsSchema.parse({ intervalSeconds: 0.1, limitSeconds: 10, ...options });
  const source = nvidiaSmiSource.create(parsed, { clock, signal: new AbortController().signal, environment });
  const until = async (isEnough: () => boolean): Promise<void> => {
    while (!isEnough()) await delay(20);
  };
  /** What was reported, but for the pace: a busy test machine is slow, and reads two rows at once. */
  const troubles = (): readonly Finding[] => record.findings.filter(({ code }) => !PACE.has(code));
  return {
    ...record,
    headers,
    troubles,
    codes: () => troubles().map(({ code }) => code),
    source,
    finding: (code: string): Finding | undefined => record.findings.find((finding) => finding.code === code),
    values: (id: string): readonly (number | null)[] =>
      (record.traces.get(id) ?? record.crossChecks.get(id) ?? []).map(([, value]) => value),
    /** Watts of a device in the rows as they were printed. */
    printed: (device: string): readonly (number | null)[] => {
      const logs = [...record.raw.values()].filter(({ header }) => header.format === nvidiaSmiQueryFormat.name);
      const readings = logs.flatMap((log) => reparse(log, nvidiaSmiQueryFormat));
      return readings.filter((reading) => reading.device === device).map(({ watts }) => watts);
    },
    /** Starts, waits, and stops; by default until each trace has three readings. */
    run: async (isEnough?: () => boolean): Promise<void> => {
      await source.start(sink);
      const all = () => [...record.traces.values(), ...record.crossChecks.values()];
      await until(isEnough ?? (() => all().every((samples) => samples.length >= 3)));
      await source.stop();
      record.sink.finish();
    },
    /** What `start` fails with; the source is stopped after it. */
    refusal: async (): Promise<Finding | undefined> => {
      const error: unknown = await source.start(sink).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      await source.stop();
      return (error as { readonly finding?: Finding } | undefined)?.finding;
    },
  };
}
