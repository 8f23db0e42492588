import { readdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { withLockFile } from "../../src/records/lock-file.js";
import { temporaryFolder } from "./temporary-folder.js";

describe("withLockFile", () => {
  it("lets one in at a time, and leaves no file", async () => {
    const folder = await temporaryFolder();
    let inside = 0;
    let most = 0;
    const action = async (): Promise<number> => {
      inside += 1;
      most = Math.max(most, inside);
      await new Promise((resolve) => setImmediate(resolve));
      inside -= 1;
      return most;
    };
    const path = join(folder, "lock");
    expect(await Promise.all([1, 2, 3, 4].map(() => withLockFile(path, action)))).toEqual([1, 1, 1, 1]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("gives the lock back when the action fails", async () => {
    const path = join(await temporaryFolder(), "lock");
    await expect(withLockFile(path, () => Promise.reject(new Error("failed inside")))).rejects.toThrow("failed inside");
    expect(await withLockFile(path, async () => "again")).toBe("again");
  });

  it("takes away the lock of a holder that was killed, once", async () => {
    const folder = await temporaryFolder();
    const path = join(folder, "lock");
    await writeFile(path, "a holder that is no more");
    let inside = 0;
    const action = async (): Promise<number> => {
      inside += 1;
      await new Promise((resolve) => setImmediate(resolve));
      const seen = inside;
      inside -= 1;
      return seen;
    };
    expect(await Promise.all([1, 2, 3].map(() => withLockFile(path, action, 50)))).toEqual([1, 1, 1]);
    expect(await readdir(folder)).toEqual([]);
  });

  it("says so when the lock cannot be created", async () => {
    const path = join(await temporaryFolder(), "missing", "lock");
    await expect(withLockFile(path, async () => 1)).rejects.toMatchObject({ code: "ENOENT" });
  });
});
