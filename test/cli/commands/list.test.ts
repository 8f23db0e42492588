import { mkdir, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { command } from "../../../src/cli/commands/list.js";
import { METRIC_IDS } from "../../../src/metrics/all.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { fakeProcess, keepingStream } from "../fake-context.js";

test("lists all six topics when none is named", async () => {
  const process = fakeProcess();
  expect(await command.run({ what: undefined }, process.context)).toBe(0);
  for (const word of [
    "quickstart",
    "mock-ascend",
    "interactive-chat-demo",
    "qwen3-32b",
    "simulated",
    "rapl",
    ...METRIC_IDS,
  ]) {
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
  const { text, place } = await listSystems(folder);
  expect(text[place(join("site", "mine.yaml"))]).toMatch(/^mine +Mine +– +– +benchmarks/);
  expect(text[place("broken.yaml")]).toContain("cannot be read");
  expect(place("broken.yaml")).toBeLessThan(place("mock-gpu"));
});

test("says what systems are made of and who drives them", async () => {
  const { text, place } = await listSystems(process.cwd());
  expect(text[place("id ")]).toMatch(/^id +title +units +adapter +file$/);
  expect(text[place("mock-gpu.yaml")]).toMatch(/ 8 × package +mock +benchmarks/);
});

/** The list on a terminal that is wide enough for every path. */
async function listSystems(workingDir: string) {
  const stdout = keepingStream(400);
  const options = { workingDir, stdout: stdout.stream, environment: { NO_COLOR: "1" } };
  await command.run({ what: "systems" }, fakeProcess([], options).context);
  const text = stdout.text().split("\n");
  return { text, place: (part: string) => text.findIndex((line) => line.includes(part)) };
}
