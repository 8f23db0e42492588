import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, it } from "vitest";

const ROOT = join(import.meta.dirname, "../..");

it("runs every real-component test in one step of .ci/run", async () => {
  const steps = [...(await readFile(join(ROOT, ".ci/run"), "utf8")).matchAll(/^step .* npm run test:real -- (.+)$/gm)];
  // As vitest has it, a file is run where its path holds one of the words.
  const places = steps.map(([, words = ""]) => words.split(" "));
  const names = await readdir(join(ROOT, "test/real"), { recursive: true });
  const files = names.filter((name) => name.endsWith(".test.ts")).map((name) => join("test/real", name));
  expect(files.length).toBeGreaterThan(5);
  for (const file of files) {
    expect([file, places.filter((words) => words.some((word) => file.includes(word))).length]).toEqual([file, 1]);
  }
});
