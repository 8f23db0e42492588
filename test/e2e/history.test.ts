import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { expect, test } from "vitest";
import { appendHistory } from "../../src/records/history/append-history.js";
import { stampEntry } from "../../src/records/history/entry-id.js";
import { readHistory } from "../../src/records/history/read-history.js";
import { temporaryFolder } from "../records/temporary-folder.js";
import { fixture, tokwatt } from "./tokwatt-command.js";

const METRIC = "output-tokens-per-second";
const SERIES = ["mock-ascend", "tiny-chat", METRIC];
/** What a verdict on the new runs against the old ones makes of a fall. */
const EXPECTED: Readonly<Record<string, { readonly exitCode: number; readonly kind: readonly string[] }>> = {
  worse: { exitCode: 0, kind: ["confirmed"] },
  better: { exitCode: 0, kind: ["refuted"] },
  equivalent: { exitCode: 0, kind: ["refuted"] },
  inconclusive: { exitCode: 4, kind: [] },
};
/** Levels of the commits that came before and after the one that is really run. */
const SPREAD = [0.995, 1.004, 1.001, 0.998, 1.003];

/** As if the first entry of the series had been measured at other commits, some of them at another level. */
async function addCommits(history: string): Promise<void> {
  const { entries, fingerprints } = await readHistory(history);
  const entry = entries.find(({ systemId }) => systemId === SERIES[0]);
  const fingerprint = fingerprints.get(entry?.fingerprint ?? "");
  if (entry === undefined || fingerprint === undefined) throw new Error("nothing was added");
  const { id: _, format: __, version: ___, ...content } = entry;
  const metric = entry.metrics[METRIC];
  if (metric === undefined) throw new Error(`no ${METRIC}`);
  for (const [level, name] of [[1, "old"] as const, [0.8, "new"] as const]) {
    for (const [place, spread] of SPREAD.entries()) {
      const metrics = { [METRIC]: { ...metric, values: metric.values.map((value) => value * level * spread) } };
      const at = new Date(Date.parse(entry.at) + (place + (name === "new" ? 10 : 1)) * 3_600_000).toISOString();
      const commit = `${name}-${place}`;
      await appendHistory(history, {
        entry: stampEntry({ ...content, commit, at, executionId: commit, metrics }),
        fingerprint,
      });
    }
  }
}

test("a history keeps what was run, shows where it changed, and what became known of it", async () => {
  const folder = await temporaryFolder();
  const [results, history] = [join(folder, "results"), join(folder, "history")];
  expect((await tokwatt(["run", fixture("tiny.yaml"), "--results", results])).exitCode).toBe(0);

  const add = ["history", "add", results, "--history", history, "--commit", "old-first"];
  const first = await tokwatt(add);
  expect(first.exitCode, first.err).toBe(0);
  expect(first.out).toMatch(/^mock-ascend +tiny-chat +old-first +[1-3] +\d+ +[0-9a-f]{12} +[0-9a-f]{12} +added$/m);
  const again = await tokwatt(add);
  expect(again.exitCode).toBe(0);
  expect(again.out).toContain("stands there already");
  expect((await readHistory(history)).entries).toHaveLength(2);

  await addCommits(history);
  const chart = join(folder, "chart.svg");
  const shown = await tokwatt(["history", "show", ...SERIES, "--history", history, "--svg", chart]);
  expect([shown.exitCode, shown.err]).toEqual([0, `chart written to ${chart}\n`]);
  expect(shown.out).toContain("[demo, mock] Output throughput (tok/s): mock-ascend on tiny-chat");
  expect(shown.out).toMatch(/^[▁-█]+╎[▁-█]+$/m);
  expect(await readFile(chart, "utf8")).toContain("[demo, mock] Output throughput");

  const asked = await tokwatt(["history", "changes", ...SERIES, "--history", history, "--json"]);
  const { changes } = JSON.parse(asked.out);
  expect(changes).toMatchObject([{ lastBefore: "old-4", firstAfter: "new-0", state: "candidate" }]);
  const { id } = changes[0];

  const reason = ["--reason", "a slower sampler, on purpose"];
  expect((await tokwatt(["history", "acknowledge", id, ...reason, "--history", history])).exitCode).toBe(0);
  // The verdict of the fresh runs decides; on a busy machine it may be that there is none.
  const compared = JSON.parse((await tokwatt(["compare", results, "--json"])).out);
  const rows: readonly { readonly metricId: string; readonly verdict: string }[] = compared.comparisons[0].rows;
  const verdict = rows.find(({ metricId }) => metricId === METRIC)?.verdict ?? "";
  const { exitCode, kind } = EXPECTED[verdict] ?? { exitCode: 3, kind: [] };
  const confirmed = await tokwatt(["history", "confirm", id, results, "--history", history]);
  expect(confirmed.exitCode, `${verdict}: ${confirmed.err}`).toBe(exitCode);
  const { events } = await readHistory(history);
  const expected = ["acknowledged", ...kind];
  expect(events.map((event) => [event.kind, event.change])).toEqual(expected.map((one) => [one, id]));
  const after = await tokwatt(["history", "changes", "--history", history, "--state", expected.at(-1) ?? ""]);
  expect(after.out).toContain("old-4 → new-0");

  const other = id.replace("tiny-chat", "tiny-chatt");
  const unknown = await tokwatt(["history", "confirm", other, results, "--history", history]);
  expect([unknown.exitCode, unknown.err]).toEqual([2, expect.stringContaining(`Did you mean "${id}"?`)]);
});
