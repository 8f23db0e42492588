import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { findSystemFile } from "../../src/cli/find-listed-file.js";
import { InputError } from "../../src/model/errors.js";
import { temporaryFolder } from "../records/temporary-folder.js";

test("takes a path for a path, whether there is a file or not", async () => {
  const folder = await temporaryFolder();
  const plain = join(folder, "system");
  await writeFile(plain, "id: x\n");
  for (const path of ["no/such/file", "nothing.yaml", plain]) expect(await findSystemFile(path, folder)).toBe(path);
});

test("finds a listed system by its id, the caller's own before that of the package", async () => {
  const folder = await temporaryFolder();
  expect(await findSystemFile("mock-gpu", folder)).toMatch(/benchmarks.systems.mock-gpu\.yaml$/);
  await mkdir(join(folder, "benchmarks", "systems"), { recursive: true });
  await writeFile(join(folder, "benchmarks", "systems", "mine.yaml"), "id: mock-gpu\n");
  expect(await findSystemFile("mock-gpu", folder)).toBe(join("benchmarks", "systems", "mine.yaml"));
});

test("says which ids there are, and which one is near", async () => {
  const problemsOf = async (word: string) => {
    const error = await findSystemFile(word, process.cwd()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    return (error as InputError).problems;
  };
  expect(await problemsOf("mock-gpo")).toMatchObject([
    { code: "unknown-name", data: { kind: "system", suggestion: "mock-gpu" }, hint: "did-you-mean" },
  ]);
  expect(await problemsOf("something-else-altogether")).toMatchObject([
    { hint: "known-names", data: { known: expect.stringContaining("mock-ascend") } },
  ]);
});
