import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, expect, it, onTestFinished } from "vitest";
import { readCalibration } from "../../src/records/calibration.js";
import { said, startTokwatt, tokwatt } from "./tokwatt-command.js";

let results: string;

beforeEach(async () => {
  results = await mkdtemp(join(tmpdir(), "tokwatt-calibration-"));
  onTestFinished(() => rm(results, { recursive: true, force: true }));
});

it("finds this machine's ceilings and keeps them", async () => {
  const { exitCode, out, err } = await tokwatt(["calibrate", "--results", results, "--seconds", "0.2", "--json"]);
  expect(exitCode, err).toBe(0);
  const [calibration] = await readCalibration(results);
  expect(JSON.parse(out)).toEqual(calibration);
  expect(calibration?.workers).toBe(1);
  expect(calibration?.requests.perSecond).toBeGreaterThan(0);
  expect(calibration?.events.perSecond).toBeGreaterThan(0);
  expect(err).toContain("requests/s: ");
});

it("refuses wrong options with exit code 2", async () => {
  for (const words of [
    ["--seconds", "0"],
    ["--workers", "1.5"],
  ]) {
    const { exitCode, err } = await tokwatt(["calibrate", "--results", results, ...words]);
    expect(exitCode).toBe(2);
    expect(err).toContain(words[0]);
  }
});

it("writes nothing when it is interrupted", async () => {
  const child = startTokwatt(["calibrate", "--results", results]);
  await said(child, "stderr", "requests/s: ");
  child.kill("SIGINT");
  expect((await child).exitCode).toBe(130);
  expect(existsSync(join(results, "calibration.json"))).toBe(false);
});
