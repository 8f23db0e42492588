import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { stringify } from "yaml";
import { command } from "../../../src/cli/commands/doctor.js";
import { InputError } from "../../../src/model/errors.js";
import { deadBaseUrl } from "../../load/loopback-server.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { fakeProcess } from "../fake-context.js";

const QUICK = { seconds: 0.2, json: false, verbose: false };

/** A system behind an address, as a file. */
async function systemFile(changes: object = {}): Promise<string> {
  const file = join(await temporaryFolder(), "system.yaml");
  const content = {
    kind: "system",
    id: "mine",
    title: { en: "Mine", zh: "本地" },
    adapter: "gpu",
    lifecycle: "attached",
    options: { baseUrl: await deadBaseUrl(), model: "m" },
    accelerators: { name: "X", unit: "package", count: 1 },
    serving: { model: "m", precision: "p", tokenizer: "t" },
    ...changes,
  };
  await writeFile(file, stringify(content));
  return file;
}

test("prints one line a check as it goes, and a count at the end", async () => {
  const process = fakeProcess();
  expect(await command.run({ ...QUICK, system: "mock-gpu" }, process.context)).toBe(0);
  const lines = process.out().trimEnd().split("\n");
  expect(lines[0]).toMatch(/^ok {7}file: .*mock-gpu\.yaml describes mock-gpu and has no mistake\.$/);
  expect(process.out()).toMatch(/^ok {7}streaming: chat streams: the first event came after /m);
  expect(process.out()).toMatch(/^ok {7}boundary: Energy can be stated at board, as metered/m);
  expect(lines.at(-1)).toMatch(/^ok: \d+, to be known: \d+, warnings: \d+, failed: 0$/);
  expect(process.err()).toContain("Reading the power meters for 0.2 s");
  expect(process.listening()).toBe(0);
});

test("speaks Chinese, in columns", async () => {
  const process = fakeProcess([], { language: "zh" });
  await command.run({ ...QUICK, system: "null" }, process.context);
  expect(process.out()).toMatch(/^通过 {2}适配器：null 1 可用/m);
  expect(process.out()).toMatch(/^警告 {2}功率：没有采集功率/m);
});

test("gives the same as JSON, and ends with 3 where something failed", async () => {
  const process = fakeProcess();
  const system = await systemFile();
  expect(await command.run({ ...QUICK, system, json: true }, process.context)).toBe(3);
  const report = JSON.parse(process.out());
  expect(report).toMatchObject({ format: "tokwatt.doctor", version: 1, system: { id: "mine", adapter: "gpu" } });
  expect(report.counts.failed).toBe(1);
  expect(report.checks).toContainEqual(
    expect.objectContaining({ check: "connection", status: "failed", code: "endpoint-unreachable" }),
  );
});

test("refuses a wrong file, an unset variable and a wrong time before it opens anything", async () => {
  const refused = async (values: object): Promise<readonly string[]> => {
    const process = fakeProcess();
    const run = command.run({ ...QUICK, system: "mock-gpu", ...values }, process.context);
    const error = await run.catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(InputError);
    expect([process.out(), process.listening()]).toEqual(["", 0]);
    return (error as InputError).problems.map(({ code }) => code);
  };
  expect(await refused({ system: await systemFile({ lifecycle: "sometimes" }) })).toEqual(["invalid-value"]);
  // biome-ignore lint/suspicious/noTemplateCurlyInString: a reference to the environment, as files have it
  const unset = await systemFile({ options: { baseUrl: "${NOWHERE}", model: "m" } });
  expect(await refused({ system: unset })).toEqual(["missing-variable"]);
  expect(await refused({ system: "no-such-system" })).toEqual(["unknown-name"]);
  for (const seconds of [0, -1, Number.NaN]) expect(await refused({ seconds })).toEqual(["seconds-not-positive"]);
});

test("stops in order when it is interrupted, and ends with 130", async () => {
  const process = fakeProcess();
  const running = command.run({ ...QUICK, seconds: 3600, system: "mock-gpu" }, process.context);
  await expect.poll(() => process.err(), { timeout: 15_000 }).toContain("Reading the power meters");
  process.interrupt();
  expect(await running).toBe(130);
  expect(process.err()).toContain("Interrupted: not everything was looked at.");
  expect(process.out()).not.toContain("boundary");
  expect(process.listening()).toBe(0);
});
