import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, dirname, join } from "node:path";
import { setTimeout as delay } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { createMonotonicClock } from "../../../src/load/monotonic-clock.js";
import type { Finding } from "../../../src/model/finding.js";
import type { PowerTraceHeader } from "../../../src/model/power-trace.js";
import { npuSmiSource } from "../../../src/power/npu-smi.js";
import { findTelemetryFormat } from "../../../src/power/parse/formats.js";
import { reparse } from "../../../src/power/reparse.js";
import { memoryRecord } from "../memory-record.js";

const EXECUTABLES = fileURLToPath(new URL("../executables", import.meta.url));

function environmentOf(file: string): Readonly<Record<string, string>> {
  const PATH = [EXECUTABLES, dirname(process.execPath), "/usr/bin", "/bin"].join(delimiter);
  return { PATH, FAKE_NPU_SMI: file };
}

/** Two packages of an A3, one with a steady load. */
export const TWO_NPUS = environmentOf(join(EXECUTABLES, "two-npus.json"));

/** A machine whose `npu-smi` is the fake one of `test/power/executables`. */
export async function createFakeMachine(config: object) {
  const folder = await mkdtemp(join(tmpdir(), "tokwatt-npu-"));
  const file = join(folder, "machine.json");
  const log = join(folder, "calls.log");
  const write = (changed: object): Promise<void> => writeFile(file, JSON.stringify({ log, ...changed }));
  await write(config);
  return {
    folder,
    environment: environmentOf(file),
    /** Makes it another machine while it runs. */
    change: write,
    calls: async (): Promise<readonly string[]> =>
      (await readFile(log, "utf8").catch(() => "")).split("\n").slice(0, -1),
    remove: () => rm(folder, { recursive: true }),
  };
}

export type FakeMachine = Awaited<ReturnType<typeof createFakeMachine>>;

/** The source on a fake machine, with everything that it records; folders of versions are looked for in the machine's own. */
export function openSource(machine: FakeMachine, options: object = {}) {
  const clock = createMonotonicClock();
  const interruption = new AbortController();
  const record = memoryRecord(clock);
  const headers: PowerTraceHeader[] = [];
  const sink = {
    ...record.sink,
    open: (header: PowerTraceHeader) => {
      headers.push(header);
      return record.sink.open(header);
    },
  };
  const parsed = npuSmiSource.optionsSchema.parse({ root: machine.folder, limitSeconds: 5, ...options });
  const source = npuSmiSource.create(parsed, {
    clock,
    signal: interruption.signal,
    environment: machine.environment,
  });
  const watts = (): Record<string, readonly (number | null)[]> =>
    Object.fromEntries([...record.traces].map(([id, samples]) => [id, samples.map(([, value]) => value)]));
  return {
    ...record,
    headers,
    source,
    interruption,
    watts,
    finding: (code: string): Finding | undefined => record.findings.find((finding) => finding.code === code),
    /** Starts, reads on until each trace has so many readings, and stops. */
    read: async (readings: number): Promise<void> => {
      await source.start(sink);
      while ([...record.traces.values()].some((samples) => samples.length < readings)) await delay(20);
      await source.stop();
      record.sink.finish();
    },
    startFinding: () =>
      source.start(sink).then(
        () => undefined,
        (error: unknown) => (error as { finding?: Finding }).finding ?? error,
      ),
    /** Watts of the devices as the raw output gives them again. */
    reparsed: (): Record<string, readonly (number | null)[]> => {
      const again: Record<string, (number | null)[]> = {};
      for (const log of record.raw.values()) {
        const format = findTelemetryFormat(log.header.format);
        if (format === undefined) throw new Error(`unknown format ${log.header.format}`);
        for (const { device, watts: value } of reparse(log, format)) {
          again[device] ??= [];
          again[device]?.push(value);
        }
      }
      return again;
    },
  };
}
