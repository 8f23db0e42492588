import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";
import { sha256Hex } from "../../../src/records/hash.js";
import { readBlocks } from "../../../src/records/requests/read-blocks.js";
import { temporaryFolder } from "../temporary-folder.js";

const MEBIBYTE = 2 ** 20;

async function read(content: Buffer) {
  const path = join(await temporaryFolder(), "file");
  await writeFile(path, content);
  const lines: Buffer[] = [];
  const rest: Buffer[] = [];
  const hash = await readBlocks(
    path,
    (bytes, start, end) => lines.push(Buffer.from(bytes.subarray(start, end))),
    (bytes) => rest.push(Buffer.from(bytes)),
  );
  return { hash, lines: Buffer.concat(lines), pieces: lines, rest };
}

const line = (length: number, letter = "x"): string => `${letter.repeat(length)}\n`;

it.each([
  ["nothing", ""],
  ["one line", line(10)],
  ["a line without an end", "abc"],
  ["many lines", line(330).repeat(10_000)],
  ["many lines and the begin of one", `${line(330).repeat(10_000)}abc`],
  [
    "a line that is longer than what is carried over",
    `${line(330)}${line(MEBIBYTE - 1000)}${line(100_000, "y")}${line(5)}`,
  ],
  ["a line that is longer than several blocks", `${line(330)}${line(3.5 * MEBIBYTE, "z")}${line(330)}`],
  ["only a line without an end, of several blocks", "z".repeat(2.5 * MEBIBYTE)],
  ["a line that ends with a block", `${line(MEBIBYTE - 1)}${line(20)}`],
])("gives whole lines, the rest and the hash of a file of %s", async (_, text) => {
  const content = Buffer.from(text);
  const { hash, lines, pieces, rest } = await read(content);
  const end = content.lastIndexOf(0x0a) + 1;
  expect(lines.equals(content.subarray(0, end))).toBe(true);
  expect(pieces.every((piece) => piece.at(-1) === 0x0a)).toBe(true);
  expect(Buffer.concat(rest).equals(content.subarray(end))).toBe(true);
  expect(rest.length).toBe(end === content.length ? 0 : 1);
  expect(hash).toEqual({ bytes: content.length, sha256: sha256Hex(content) });
});

it("says what the work on lines threw", async () => {
  const path = join(await temporaryFolder(), "file");
  await writeFile(path, line(330).repeat(10_000));
  const refuse = (): never => {
    throw new RangeError("refused");
  };
  await expect(readBlocks(path, refuse, () => {})).rejects.toThrow("refused");
  await expect(readBlocks(`${path}-missing`, refuse, () => {})).rejects.toMatchObject({ code: "ENOENT" });
});
