import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import {
  type Calibration,
  ceilingFor,
  type Machine,
  machineOf,
  readCalibration,
  writeCalibration,
} from "../../src/records/calibration.js";
import { readEnvironment } from "../../src/run/environment.js";
import { temporaryFolder } from "./temporary-folder.js";

const MACHINE: Machine = { cpuModel: "C", cpuCount: 4, nodeVersion: "v20.0.0", tokwattVersion: "0.1.0" };

function calibration(changes: Partial<Calibration> = {}): Calibration {
  return {
    machine: MACHINE,
    workers: 2,
    calibratedAt: "2026-11-23T00:00:00.000Z",
    transport: "net",
    requests: { perSecond: 4000, limitedBy: "client" },
    events: { perSecond: 80_000, limitedBy: "server" },
    added: [{ share: 0.5, eventsPerSecond: 40_000, ttftP50Ms: 0.1, ttftP99Ms: 1, itlP50Ms: 0, itlP99Ms: -0.1 }],
    ...changes,
  };
}

it("a calibration is read as it was written, beside those of other machines and numbers of workers", async () => {
  const folder = join(await temporaryFolder(), "results");
  expect(await readCalibration(folder)).toEqual([]);
  const other = calibration({ machine: { ...MACHINE, cpuCount: 8 } });
  const four = calibration({ workers: 4 });
  for (const one of [calibration(), other, four]) await writeCalibration(folder, one);
  const again = calibration({ calibratedAt: "2026-11-24T00:00:00.000Z" });
  await writeCalibration(folder, again);
  expect(await readCalibration(folder)).toEqual([other, four, again]);
});

it("says nothing of whose machine it is", async () => {
  const folder = await temporaryFolder();
  await writeCalibration(folder, calibration({ machine: machineOf(readEnvironment()) }));
  const written = JSON.parse(await readFile(join(folder, "calibration.json"), "utf8"));
  expect(Object.keys(written.calibrations[0].machine)).toEqual([
    "cpuModel",
    "cpuCount",
    "nodeVersion",
    "tokwattVersion",
  ]);
});

it("a damaged file is named when it is read, and replaced when it is written", async () => {
  const folder = await temporaryFolder();
  for (const text of ["{", '{"format": "tokwatt.calibration", "version": 2, "calibrations": []}']) {
    await writeFile(join(folder, "calibration.json"), text);
    await expect(readCalibration(folder)).rejects.toMatchObject({ finding: { code: "calibration-damaged" } });
    await writeCalibration(folder, calibration());
    expect(await readCalibration(folder)).toEqual([calibration()]);
  }
});

it("the ceiling is that of this machine and the nearest number of workers", () => {
  const all = [calibration(), calibration({ machine: { ...MACHINE, nodeVersion: "v22.0.0" } })];
  expect(ceilingFor(all, MACHINE, 2)).toEqual({ workers: 2, requestsPerSecond: 4000, eventsPerSecond: 80_000 });
  expect(ceilingFor(all, MACHINE, 1)).toEqual({ workers: 1, requestsPerSecond: 2000, eventsPerSecond: 40_000 });
  expect(ceilingFor(all, MACHINE, 8)).toEqual({ workers: 8, requestsPerSecond: 4000, eventsPerSecond: 80_000 });
  expect(ceilingFor(all, { ...MACHINE, tokwattVersion: "0.2.0" }, 2)).toBeUndefined();
});
