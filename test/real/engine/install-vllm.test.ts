import { mkdtemp, readdir, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, test } from "vitest";
import { installVllm } from "./install-vllm.js";

test("without a Python the engine is not available, for a reason, and nothing is left that looks installed", async () => {
  const cacheFolder = await mkdtemp(join(tmpdir(), "tokwatt-engine-"));
  try {
    const installation = await installVllm({ cacheFolder, python: "no-such-python" });
    expect(installation.available).toBe(false);
    expect(installation).toHaveProperty("reason", expect.stringMatching(/\S/));
    expect(await readdir(cacheFolder)).toEqual([]);
  } finally {
    await rm(cacheFolder, { recursive: true });
  }
});
