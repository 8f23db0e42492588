import { chmod, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { createMonotonicClock } from "../../../../src/load/monotonic-clock.js";
import { createLocalCommands } from "../../../../src/power/acquire/local-command.js";
import { checkClock, clockStepNs } from "../../../../src/run/doctor/machine/clock.js";
import { checkTimeSync } from "../../../../src/run/doctor/machine/time-sync.js";
import { temporaryFolder } from "../../../records/temporary-folder.js";

const at = (seconds: number, wallUnixMs: number) => ({ nowNs: seconds * 1e9, wallUnixMs });

test("the wall clock may be slewed, and may not be set while it is looked at", () => {
  expect(checkClock(100, at(0, 1000), at(10, 11_004))).toMatchObject({
    status: "ok",
    finding: { data: { driftMs: 4 } },
  });
  expect(checkClock(100, at(0, 1000), at(100, 101_050))).toMatchObject({ status: "ok" });
  expect(checkClock(100, at(0, 1000), at(10, 10_000))).toMatchObject({
    status: "warning",
    finding: { code: "doctor-clock-jumped", data: { driftMs: -1000, seconds: 10 } },
  });
});

test("a clock that cannot tell tokens apart is named", () => {
  expect(checkClock(1e6, at(0, 0), at(1, 1000))).toMatchObject({ finding: { code: "doctor-clock-coarse" } });
  expect(checkClock(Number.POSITIVE_INFINITY, at(0, 0), at(1, 1000))).toMatchObject({ status: "warning" });
});

test("the step of a clock is its smallest one", () => {
  const instants = [0, 5, 5, 8, 20];
  let look = 0;
  expect(clockStepNs({ nowNs: () => instants[Math.min(look++, 4)] ?? 0 })).toBe(3);
  expect(clockStepNs(createMonotonicClock())).toBeLessThan(1e6);
});

/** What the tools of a machine say, as programs on its path. */
async function timeSync(tools: Readonly<Record<string, string>>) {
  const folder = await temporaryFolder();
  for (const [name, script] of Object.entries(tools)) {
    await writeFile(join(folder, name), `#!/bin/sh\n${script}\n`);
    await chmod(join(folder, name), 0o755);
  }
  const context = {
    clock: createMonotonicClock(),
    signal: new AbortController().signal,
    environment: { PATH: folder },
  };
  const { status, finding } = await checkTimeSync(createLocalCommands(context));
  return [status, finding.code, finding.data["tool"]];
}

test("asks chronyc, then timedatectl, whether the wall clock is kept right", async () => {
  const chronyc = (leap: string): string => `echo 'Stratum         : 3'; echo 'Leap status     : ${leap}'`;
  expect(await timeSync({ chronyc: chronyc("Normal") })).toEqual(["ok", "doctor-time-synced", "chronyc"]);
  expect(await timeSync({ chronyc: chronyc("Not synchronised"), timedatectl: "echo yes" })).toEqual([
    "warning",
    "doctor-time-not-synced",
    "chronyc",
  ]);
  const silent = "echo '506 Cannot talk to daemon' >&2; exit 1";
  expect(await timeSync({ chronyc: silent, timedatectl: "echo yes" })).toEqual([
    "ok",
    "doctor-time-synced",
    "timedatectl",
  ]);
  expect(await timeSync({ timedatectl: "echo no" })).toEqual(["warning", "doctor-time-not-synced", "timedatectl"]);
  expect(await timeSync({ chronyc: silent })).toEqual(["note", "doctor-time-sync-unknown", undefined]);
  expect(await timeSync({})).toEqual(["note", "doctor-time-sync-unknown", undefined]);
});
