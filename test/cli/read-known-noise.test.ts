import { appendFile, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { readKnownNoise } from "../../src/cli/read-known-noise.js";
import { InputError } from "../../src/model/errors.js";
import type { NoiseEntry } from "../../src/model/noise.js";
import { hashOf } from "../../src/records/hash.js";
import { appendNoise } from "../../src/records/history/append-history.js";
import { fakeProcess } from "./fake-context.js";

const facts = { "system.id": "a" };
const fingerprint = { hash: hashOf(facts).slice(0, 12), facts };

const noise: NoiseEntry = {
  format: "tokwatt.noise",
  version: 1,
  systemId: "a",
  workloadId: "chat",
  fingerprint: fingerprint.hash,
  at: "2026-11-20T10:00:00.000Z",
  executionId: "aa",
  metrics: {},
};

describe("readKnownNoise", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "tokwatt-"));
  });
  afterAll(() => rm(dir, { recursive: true }));

  it("has nothing where no history is named", async () => {
    expect(await readKnownNoise(undefined, fakeProcess().context)).toBeUndefined();
  });

  it("takes a missing folder for a misspelt path", async () => {
    const missing = readKnownNoise(join(dir, "none"), fakeProcess().context);
    await expect(missing).rejects.toThrow(InputError);
    await expect(missing).rejects.toMatchObject({
      problems: [{ code: "known-history-not-found", hint: "measure-noise" }],
    });
  });

  it("gives what was measured, and says on stderr what of it is damaged", async () => {
    const history = join(dir, "history");
    await appendNoise(history, noise, fingerprint);
    const whole = fakeProcess();
    expect(await readKnownNoise(history, whole.context)).toEqual([noise]);
    expect(whole.err()).toBe("");
    await appendFile(join(history, "noise.jsonl"), "{broken\n");
    const damaged = fakeProcess();
    expect(await readKnownNoise(history, damaged.context)).toEqual([noise]);
    expect(damaged.err()).toMatch(/^warning: .*noise\.jsonl/);
    expect(damaged.out()).toBe("");
  });
});
