import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it, vi } from "vitest";
import type { MeasurementError } from "../../src/model/errors.js";
import { createAppendFile, FLUSH_AFTER_MS } from "../../src/records/append-file.js";
import { temporaryFolder } from "./temporary-folder.js";

describe("an append file", () => {
  it("holds what was appended, in order, when it is closed", async () => {
    const path = join(await temporaryFolder(), "a.jsonl");
    const file = createAppendFile(path, "a.jsonl");
    file.append("一\n");
    file.append(Uint8Array.of(0, 255));
    await file.close();
    expect(await readFile(path)).toEqual(Buffer.concat([Buffer.from("一\n"), Buffer.of(0, 255)]));
  });

  it("brings lines to the file by itself", async () => {
    const path = join(await temporaryFolder(), "a.jsonl");
    const file = createAppendFile(path, "a.jsonl");
    file.append("1\n");
    file.append("2\n");
    await vi.waitFor(async () => expect(await readFile(path, "utf8")).toBe("1\n2\n"), { timeout: 10_000 });
    file.append("3\n");
    await vi.waitFor(async () => expect(await readFile(path, "utf8")).toBe("1\n2\n3\n"), { timeout: 10_000 });
    await file.close();
    expect(FLUSH_AFTER_MS).toBeLessThan(250);
  });

  it("keeps the order of many large and small pieces", async () => {
    const path = join(await temporaryFolder(), "a.jsonl");
    const file = createAppendFile(path, "a.jsonl");
    const pieces = Array.from({ length: 200 }, (_, index) => `${index}:${"x".repeat((index % 7) * 20_000)}\n`);
    for (const piece of pieces) {
      file.append(piece);
      await Promise.resolve();
    }
    await file.close();
    expect(await readFile(path, "utf8")).toBe(pieces.join(""));
  });

  it("takes what is written in place, and nothing of what fails halfway", async () => {
    const path = join(await temporaryFolder(), "a.bin");
    const file = createAppendFile(path, "a.bin");
    file.append("a");
    file.appendInPlace(3, (bytes, offset) => {
      bytes.set([1, 2], offset);
      return offset + 2;
    });
    const failing = (bytes: Uint8Array, offset: number): number => {
      bytes.set([9, 9], offset);
      throw new RangeError("no");
    };
    expect(() => file.appendInPlace(2, failing)).toThrow(RangeError);
    file.appendInPlace(300_000, (bytes, offset) => {
      bytes.fill(7, offset, offset + 300_000);
      return offset + 300_000;
    });
    file.append("b");
    await file.close();
    expect(await readFile(path)).toEqual(Buffer.concat([Buffer.of(97, 1, 2), Buffer.alloc(300_000, 7), Buffer.of(98)]));
  });

  it("tells of a failure when it happens, and again when it is closed", async () => {
    const path = join(await temporaryFolder(), "taken");
    await writeFile(path, "old");
    const failures: MeasurementError[] = [];
    const file = createAppendFile(path, "run/taken", (error) => failures.push(error));
    file.append("new");
    await vi.waitFor(() => expect(failures).toHaveLength(1));
    expect(failures[0]!.finding).toEqual({
      code: "record-write-failed",
      severity: "error",
      data: { file: "run/taken", error: "EEXIST" },
    });
    file.append("ignored");
    await expect(file.close()).rejects.toBe(failures[0]);
    expect(failures).toHaveLength(1);
    expect(await readFile(path, "utf8")).toBe("old");
  });

  it("refuses to be appended to when it is closed", async () => {
    const file = createAppendFile(join(await temporaryFolder(), "a"), "a");
    await file.close();
    expect(() => file.append("late")).toThrow("a is closed");
  });
});
