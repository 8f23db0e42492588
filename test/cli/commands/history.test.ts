import { readFile, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { command as history } from "../../../src/cli/commands/history.js";
import { runCommandLine } from "../../../src/cli/run-command-line.js";
import { appendHistory } from "../../../src/records/history/append-history.js";
import { stampEntry } from "../../../src/records/history/entry-id.js";
import { readHistory } from "../../../src/records/history/read-history.js";
import { at, FIRST, METRIC, SECOND, seededHistory } from "../../compare/history/series-fixtures.js";
import { fingerprint } from "../../records/history/history-fixtures.js";
import { temporaryFolder } from "../../records/temporary-folder.js";
import { fakeProcess } from "../fake-context.js";

/** A history on disk: a fall of 8 % between the commits 29 and 30, another environment from 60 on. */
async function seeded(): Promise<string> {
  const dir = join(await temporaryFolder(), "history");
  const points = [...at(100, 30), ...at(92, 30), ...at(50, 5, { environment: SECOND })];
  for (const entry of seededHistory("cli", points).entries) {
    await appendHistory(dir, { entry, fingerprint: entry.fingerprint === FIRST.hash ? FIRST : SECOND });
  }
  return dir;
}

async function call(words: readonly string[], language: "en" | "zh" = "en") {
  const { context, out, err } = fakeProcess(["history", ...words], { environment: { LC_ALL: language } });
  const entry = {
    name: "history",
    positional: "<action> [names..]",
    describe: "cli.history",
    load: async () => ({ command: history }),
  } as const;
  return { code: await runCommandLine([entry], context), out: out(), err: err() };
}

interface ChangesJson {
  readonly changes: readonly { readonly id: string; readonly state: string }[];
  readonly breaks: readonly unknown[];
}

async function changesOf(dir: string, ...words: readonly string[]): Promise<ChangesJson> {
  return JSON.parse((await call(["changes", "--history", dir, "--json", ...words])).out);
}

describe("tokwatt history", () => {
  it("lists what there is, in both languages", async () => {
    const dir = await seeded();
    const { code, out } = await call(["list", "--history", dir]);
    expect(code).toBe(0);
    expect(out).toMatch(/^system +chat +65 +2 +1 +2026-01-01 00:00 +2026-03-06 00:00 +commit-64$/m);
    expect((await call(["list", "--history", dir], "zh")).out).toContain("环境数");
    expect(JSON.parse((await call(["list", "--history", dir, "--json"])).out)).toEqual([
      { systemId: "system", workloadId: "chat", entries: 65, metricIds: [METRIC] },
    ]);
  });

  it("shows a series with its line, its changes and its entries", async () => {
    const dir = await seeded();
    const { code, out, err } = await call(["show", "system", "chat", METRIC, "--history", dir]);
    expect([code, err]).toEqual([0, ""]);
    expect(out).toContain("Output throughput (tok/s): system on chat");
    expect(out).toMatch(/^[▁-█]+╎[▁-█]+│[▁-█]+$/m);
    expect(out).toMatch(/commit-\d+ → commit-\d+ +−[678](\.\d+)? % /);
    expect(out).toContain("commit-60 (system on chat): driver 1 → 2");
    expect(out).toContain("Entries (the last 30 of 65; --json has them all)");
    const [series] = JSON.parse((await call(["show", "--history", dir, "--json"])).out);
    expect(series).toMatchObject({ metricId: METRIC, points: { length: 65 }, changes: [{ state: "candidate" }] });
  });

  it("draws one series into a file", async () => {
    const dir = await seeded();
    const file = join(dir, "chart.svg");
    const { code, err } = await call(["show", "--history", dir, "--svg", file]);
    expect([code, err]).toEqual([0, `chart written to ${file}\n`]);
    expect(await readFile(file, "utf8")).toMatch(/^<svg .*Output throughput.*<\/svg>\n$/s);
  });

  it("draws nothing where several series fit", async () => {
    const dir = await seeded();
    const { entries } = seededHistory("other", at(1, 2));
    const metrics = { ...entries[0]!.metrics, "ttft.p50": { unit: "s", better: "lower", values: [1] } } as const;
    const { stampEntry } = await import("../../../src/records/history/entry-id.js");
    const { id: _, format: __, version: ___, ...content } = entries[0]!;
    await appendHistory(dir, { entry: stampEntry({ ...content, executionId: "x", metrics }), fingerprint: FIRST });
    const file = join(dir, "chart.svg");
    const { code, err } = await call(["show", "--history", dir, "--svg", file]);
    expect(code).toBe(2);
    expect(err).toContain("--svg draws one series, and 2 fit.");
    await expect(stat(file)).rejects.toMatchObject({ code: "ENOENT" });
    const overview = await call(["show", "--history", dir]);
    expect(overview.out).toMatch(/^output-tokens-per-second +[▁-█╎│]+ +\d/m);
    expect(overview.out).toMatch(/^ttft\.p50 +▅ +1,000 ms +0$/m);
  });

  it("tells of changes, and only of those that are asked for", async () => {
    const dir = await seeded();
    const { changes, breaks } = await changesOf(dir);
    expect(changes).toMatchObject([{ metricId: METRIC, systemId: "system", workloadId: "chat", state: "candidate" }]);
    expect(breaks).toMatchObject([{ index: 60, commit: "commit-60", facts: [{ name: "driver" }] }]);
    expect((await changesOf(dir, "--state", "confirmed")).changes).toEqual([]);
    expect((await changesOf(dir, "--magnitude", "20%")).changes).toEqual([]);
    expect((await call(["changes", "--history", dir, "--state", "refuted"])).out).toContain("No change of level");
  });

  it("keeps who acknowledged a change, and why", async () => {
    const dir = await seeded();
    const [change] = (await changesOf(dir)).changes;
    const id = change?.id ?? "";
    const { code, out } = await call(["acknowledge", id, "--reason", " the new sampler ", "--history", dir]);
    expect(code).toBe(0);
    expect(out).toContain("is acknowledged: the stable level begins with commit-");
    const { events } = await readHistory(dir);
    expect(events).toMatchObject([{ kind: "acknowledged", change: id, reason: "the new sampler" }]);
    expect((await changesOf(dir)).changes).toMatchObject([{ id, state: "acknowledged" }]);
  });

  it("names every change that is none, with the nearest one, and stores nothing then", async () => {
    const dir = await seeded();
    const id = (await changesOf(dir)).changes[0]?.id ?? "";
    const { code, err } = await call(["acknowledge", `${id.slice(0, -1)}x`, id, "--reason", "r", "--history", dir]);
    expect(code).toBe(2);
    expect(err).toContain(`Did you mean "${id}"?`);
    expect((await readHistory(dir)).events).toEqual([]);
    expect((await call(["acknowledge", id, "--history", dir])).err).toContain("needs a reason");
  });

  it("says what it does not understand, all of it", async () => {
    const dir = await seeded();
    const wrong = await call(["list", "more", "--reason", "x", "--state", "refuted", "--history", dir]);
    expect(wrong.code).toBe(2);
    expect(wrong.err).toContain("list takes: tokwatt history list");
    expect(wrong.err).toContain("list has no option --reason");
    expect(wrong.err).toContain("It belongs to: changes.");
    expect((await call(["show", "systm", "--history", dir])).err).toContain('Did you mean "system"?');
    expect((await call(["show", "system", "chat", "ttft", "--history", dir])).code).toBe(2);
    expect((await call(["changes", "--magnitude", "much", "--history", dir])).code).toBe(2);
  });

  it("ends with 2 where there is no such folder, with 3 where there is nothing in it", async () => {
    const empty = await temporaryFolder();
    for (const action of ["list", "show", "changes"]) {
      expect((await call([action, "--history", join(empty, "missing")])).code).toBe(2);
      const { code, err } = await call([action, "--history", empty]);
      expect([code, err]).toEqual([3, expect.stringContaining("has no entries")]);
    }
    expect((await call(["add", join(empty, "missing"), "--history", empty])).err).toContain("no results folder");
    expect((await call(["add", empty, "--commit", "x", "--history", empty])).code).toBe(3);
    expect((await call(["add", empty, "--commit", " ", "--history", empty])).code).toBe(2);
  });

  it("lets no name move the cursor, colour the page or begin a command of a CI system", async () => {
    const dir = join(await temporaryFolder(), "history");
    const nasty = "::error::x ##[set-output name=a]b\u001b[31m\n::warning::y\u0007";
    const [loud, quiet] = [fingerprint({ driver: nasty }), fingerprint({ driver: "2" })];
    const points = [...at(100, 30), ...at(80, 30), ...at(50, 2, { environment: quiet })];
    for (const entry of seededHistory("cli", points).entries) {
      const { id: _, format: __, version: ___, ...content } = entry;
      const isLoud = entry.fingerprint === FIRST.hash;
      const named = { commit: nasty, fingerprint: isLoud ? loud.hash : quiet.hash };
      await appendHistory(dir, { entry: stampEntry({ ...content, ...named }), fingerprint: isLoud ? loud : quiet });
    }
    for (const words of [["show"], ["show", "system", "chat", METRIC], ["changes"], ["list"]]) {
      const { code, out } = await call([...words, "--history", dir]);
      expect(code).toBe(0);
      expect(out.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
      expect(out).not.toMatch(/^\s*::|##\[/m);
    }
  });

  it("says of one series why no changes are looked for, and a p that is never 0", async () => {
    const dir = join(await temporaryFolder(), "history");
    const values = (level: number) => ({ metric: { values: [level, level] } });
    for (const entry of seededHistory("zero", [...at(1, 5, values(0)), ...at(1, 5, values(5))]).entries) {
      await appendHistory(dir, { entry, fingerprint: FIRST });
    }
    const { code, err } = await call(["changes", "--history", dir]);
    expect([code, err]).toEqual([0, expect.stringContaining("no changes are looked for")]);
    const none = await call(["acknowledge", "nope", "--reason", "x", "--history", dir]);
    expect([none.code, none.err]).toEqual([2, expect.stringContaining("tokwatt history changes")]);

    const alike = join(await temporaryFolder(), "history");
    for (const entry of seededHistory("alike", [...at(1, 5, values(4)), ...at(1, 5, values(5))]).entries) {
      await appendHistory(alike, { entry, fingerprint: FIRST });
    }
    expect((await call(["changes", "--history", alike])).out).toMatch(/\+25 % +<1e-99 +candidate/);
  });

  it("says which lines are damaged, and goes on", async () => {
    const dir = await seeded();
    const file = join(dir, "series", "system--chat.jsonl");
    await writeFile(file, (await readFile(file, "utf8")).replace('"commit-3"', '"commit-X"'));
    const { code, err } = await call(["list", "--history", dir]);
    expect(code).toBe(0);
    expect(err).toMatch(/^warning: series\/system--chat\.jsonl:4: the entry [0-9a-f]{12} was changed/);
  });
});
