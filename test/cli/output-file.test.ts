import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { checkOutputFile, writeOutputFile } from "../../src/cli/output-file.js";
import { InputError } from "../../src/model/errors.js";
import { temporaryFolder } from "../records/temporary-folder.js";

test("a check leaves nothing behind and keeps what is there", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "report.txt");
  await writeFile(file, "old");
  await checkOutputFile(file);
  expect(await readdir(folder)).toEqual(["report.txt"]);
  expect(await readFile(file, "utf8")).toBe("old");
});

test("a file is replaced as a whole", async () => {
  const folder = await temporaryFolder();
  const file = join(folder, "report.txt");
  await writeFile(file, "a much longer old text");
  await writeOutputFile(file, "new");
  expect(await readdir(folder)).toEqual(["report.txt"]);
  expect(await readFile(file, "utf8")).toBe("new");
});

test.each(["", "missing/report.txt"])("a wrong path (%j) is refused with what to do", async (path) => {
  const refused = await checkOutputFile(join(await temporaryFolder(), path)).catch((error: unknown) => error);
  expect(refused).toBeInstanceOf(InputError);
  expect((refused as InputError).problems).toMatchObject([{ code: "output-not-writable", hint: "choose-output" }]);
});
