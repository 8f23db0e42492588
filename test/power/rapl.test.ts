import { chmod, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { sleepUntil } from "../../src/contract/clock.js";
import { MeasurementError } from "../../src/model/errors.js";
import { raplSource } from "../../src/power/rapl.js";
import { createVirtualClock } from "../../src/simulation/virtual-clock.js";
import { recordingSink } from "../backends/mock/mock-run.js";

let root = "";

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), "tokwatt-rapl-"));
});

afterEach(async () => rm(root, { recursive: true }));

async function writeZone(folder: string, name: string, energyMicrojoules: string, range = "1000000"): Promise<void> {
  await mkdir(join(root, folder), { recursive: true });
  await writeFile(join(root, folder, "name"), `${name}\n`);
  await writeFile(join(root, folder, "energy_uj"), `${energyMicrojoules}\n`);
  await writeFile(join(root, folder, "max_energy_range_uj"), `${range}\n`);
}

/** Readings of the source, one more after each step; time is virtual, files are real. */
async function readAfter(steps: readonly (() => Promise<void>)[]) {
  const clock = createVirtualClock();
  const { sink, traces, codes } = recordingSink(() => clock.nowNs());
  const options = raplSource.optionsSchema.parse({ root, intervalSeconds: 1 });
  const source = raplSource.create(options, { clock, signal: new AbortController().signal, environment: {} });
  await source.start(sink);
  for (const [index, step] of steps.entries()) {
    await step();
    await clock.run(sleepUntil(clock, (index + 1) * 1e9));
    const isRead = () => traces.every(({ readings }) => readings.length === index + 2);
    while (!isRead()) await new Promise((resolve) => setImmediate(resolve));
  }
  await source.stop();
  return { traces, codes };
}

const NOBODY = 65534;

/** Root may read every file, so root becomes somebody else for a while; nobody else may read a file of mode 000. */
async function asOrdinaryUser(action: () => Promise<void>): Promise<void> {
  const isRoot = process.geteuid?.() === 0;
  if (!isRoot) await chmod(join(root, "intel-rapl:0", "energy_uj"), 0o000);
  if (isRoot) process.seteuid?.(NOBODY);
  try {
    await action();
  } finally {
    if (isRoot) process.seteuid?.(0);
  }
}

describe("raplSource", () => {
  it("reads every package as joules that only grow, through a wrap-around and a hole", async () => {
    await writeZone("intel-rapl:0", "package-0", "900000");
    await writeZone("intel-rapl:1", "package-1", "0");
    await writeZone("intel-rapl:2", "psys", "5");
    await writeZone("intel-rapl:0:0", "core", "5");
    const { traces, codes } = await readAfter([
      () => writeZone("intel-rapl:0", "package-0", "100000"),
      () => writeZone("intel-rapl:0", "package-0", "-"),
      () => writeZone("intel-rapl:0", "package-0", "150000"),
    ]);
    expect(traces.map(({ header }) => header.id)).toEqual(["rapl-package-0", "rapl-package-1"]);
    expect(traces[0]?.header).toMatchObject({
      device: "package-0",
      boundary: "package",
      quantity: "joules",
      averagingNs: 0,
      intervalNs: 1e9,
      accuracy: "unknown",
    });
    const values = traces[0]?.readings.map(({ value }) => (value === null ? null : Number(value.toFixed(6))));
    expect(values).toEqual([0, 0.2, null, 0.25]);
    expect(traces[1]?.readings.map(({ value }) => value)).toEqual([0, 0, 0, 0]);
    expect(codes).toEqual([]);
  });

  it("says that this machine has none", async () => {
    await writeZone("intel-rapl:2", "psys", "5");
    await expect(readAfter([])).rejects.toMatchObject({ finding: { code: "rapl-missing", data: { root } } });
    root = join(root, "intel-rapl:2");
    await expect(readAfter([])).rejects.toBeInstanceOf(MeasurementError);
    root = join(root, "..");
  });

  it("says that only root may read it", async () => {
    await writeZone("intel-rapl:0", "package-0", "1");
    await chmod(root, 0o755);
    await chmod(join(root, "intel-rapl:0", "energy_uj"), 0o400);
    await asOrdinaryUser(() =>
      expect(readAfter([])).rejects.toMatchObject({
        finding: { code: "rapl-unreadable", data: { file: "intel-rapl:0/energy_uj" } },
      }),
    );
  });

  it("does not go without the counter's range", async () => {
    await writeZone("intel-rapl:0", "package-0", "1", "none");
    await expect(readAfter([])).rejects.toMatchObject({ finding: { code: "rapl-range-unreadable" } });
  });

  it("does not poll so slowly that a counter could wrap twice", () => {
    expect(raplSource.optionsSchema.safeParse({ intervalSeconds: 61 }).success).toBe(false);
    expect(raplSource.optionsSchema.parse({})).toEqual({ root: "/sys/class/powercap", intervalSeconds: 0.1 });
  });
});
