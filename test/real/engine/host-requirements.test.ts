import { tmpdir } from "node:os";
import { expect, test } from "vitest";
import { type Host, missingRequirement, readHost } from "./host-requirements.js";

const ROOMY_HOST: Host = {
  platform: "linux",
  architecture: "x64",
  availableMemoryBytes: 16e9,
  availableDiskBytes: 50e9,
};

test("a roomy Linux machine lacks nothing", () => {
  expect(missingRequirement(ROOMY_HOST, false)).toBeUndefined();
});

test.each([
  ["another system", { platform: "darwin" }, "Linux on x64 only, this is darwin on x64"],
  ["another processor", { architecture: "arm64" }, "this is linux on arm64"],
  ["little memory", { availableMemoryBytes: 2 ** 31 }, "not enough memory: 5.0 GiB are needed, 2.0 GiB are free"],
  ["little disk", { availableDiskBytes: 2 ** 30 }, "not enough disk: 8.0 GiB are needed, 1.0 GiB are free"],
])("%s is named as the reason", (_, shortcoming, reason) => {
  expect(missingRequirement({ ...ROOMY_HOST, ...shortcoming }, false)).toContain(reason);
});

test("an environment that is installed needs no more disk, but still its memory", () => {
  const fullHost = { ...ROOMY_HOST, availableDiskBytes: 0 };
  expect(missingRequirement(fullHost, true)).toBeUndefined();
  expect(missingRequirement({ ...fullHost, availableMemoryBytes: 0 }, true)).toContain("not enough memory");
});

test("this machine is read", async () => {
  const host = await readHost(tmpdir());
  expect(host.platform).toBe(process.platform);
  expect(host.availableMemoryBytes).toBeGreaterThan(0);
  expect(host.availableDiskBytes).toBeGreaterThan(0);
});
