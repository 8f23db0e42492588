import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command } from "../../../src/cli/commands/list.js";
import { METRIC_IDS } from "../../../src/metrics/all.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { fakeProcess } from "../fake-context.js";

test("lists all five topics when none is named", async () => {
  const process = fakeProcess();
  expect(await command.run({ what: undefined }, process.context)).toBe(0);
  for (const word of ["quickstart", "mock-ascend", "interactive-chat-demo", "simulated", "rapl", ...METRIC_IDS]) {
    expect(process.out()).toContain(word);
  }
});

test("lists one topic, with paths that can be given to a command", async () => {
  const process = fakeProcess([], { language: "zh" });
  await command.run({ what: "suites" }, process.context);
  expect(process.out()).toContain("快速入门");
  expect(process.out()).toContain(join("benchmarks", "suites", "quickstart.yaml"));
  expect(process.out()).not.toContain("mock-ascend.yaml");
});

test("lists the caller's own files before those of the package, also broken ones", async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, "benchmarks", "systems", "site"), { recursive: true });
  await writeFile(
    join(folder, "benchmarks", "systems", "site", "mine.yaml"),
    "id: mine\ntitle: { en: Mine, zh: 本地 }\n",
  );
  await writeFile(join(folder, "benchmarks", "systems", "broken.yaml"), "id: [\n");
  const process = fakeProcess([], { workingDir: folder });
  await command.run({ what: "systems" }, process.context);
  const lines = process.out().split("\n");
  const place = (text: string) => lines.findIndex((line) => line.includes(text));
  expect(lines[place(join("site", "mine.yaml"))]).toMatch(/^mine +Mine +benchmarks/);
  expect(lines[place("broken.yaml")]).toContain("cannot be read");
  expect(place("broken.yaml")).toBeLessThan(place("mock-gpu"));
});
