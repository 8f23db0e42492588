import { describe, expect, it } from "vitest";
import { historyEntries } from "../../../src/compare/history/history-entries.js";
import { listCells } from "../../../src/compare/history/list-series.js";
import { entryIdOf } from "../../../src/records/history/entry-id.js";
import { makePlan, makeSystem } from "../../fixtures/records.js";
import { codes, ordinary, results, rowOf } from "../results-fixtures.js";

const ASK = { commit: "abc" };

describe("the entries of an execution", () => {
  it("are one for each system and workload, with a value a run of every metric", () => {
    const { entries, findings } = historyEntries(results(), ASK);
    expect(findings).toEqual([]);
    expect(entries.map(({ entry }) => [entry.systemId, entry.workloadId, entry.commit])).toEqual([
      ["a", "chat", "abc"],
      ["b", "chat", "abc"],
    ]);
    const [first] = entries;
    expect(first?.entry).toMatchObject({ executionId: "execution", fingerprint: first?.fingerprint.hash });
    expect(first?.entry.id).toBe(entryIdOf(first?.entry ?? {}));
    const { row, comparison } = rowOf(results(), "tokens-per-joule");
    const expected = row.candidate.runs.flatMap(({ value }) => (value.kind === "value" ? [value.value] : []));
    expect(first?.entry.metrics["tokens-per-joule"]).toEqual({
      unit: "token/J",
      better: "higher",
      boundary: comparison.boundary,
      values: expected,
    });
    expect(first?.entry.metrics["output-tokens-per-second"]).not.toHaveProperty("boundary");
    expect(expected).toHaveLength(5);
  });

  it("are in the order of reports by system and workload", () => {
    const cells = listCells(historyEntries(results(), ASK).entries.map(({ entry }) => entry));
    expect(cells.map(({ systemId }) => systemId)).toEqual(["a", "b"]);
    expect(cells[0]?.metricIds.slice(0, 2)).toEqual(["output-tokens-per-second", "tokens-per-joule"]);
  });

  it("rest on used runs only", () => {
    const failed = results({
      record: (trial, plan) => ordinary(trial, plan, trial.repeat === 2 ? { manifest: { state: "failed" } } : {}),
    });
    const { entries } = historyEntries(failed, ASK);
    expect(entries.map(({ entry }) => entry.metrics["output-tokens-per-second"]?.values.length)).toEqual([4, 4]);
    const none = results({
      record: (trial, plan) => ordinary(trial, plan, trial.systemId === "a" ? { manifest: { state: "failed" } } : {}),
    });
    const left = historyEntries(none, ASK);
    expect(left.entries.map(({ entry }) => entry.systemId)).toEqual(["b"]);
    expect(left.findings).toMatchObject([{ code: "history-cell-unused", data: { system: "a", workload: "chat" } }]);
  });

  it("leave out what was under test from the environment", () => {
    const [plain, varied] = [historyEntries(results(), ASK), historyEntries(results(), { ...ASK, vary: ["system.*"] })];
    expect(plain.entries[0]?.fingerprint.facts).toHaveProperty(["system.file"]);
    expect(varied.entries[0]?.fingerprint.facts).not.toHaveProperty(["system.file"]);
    const gate = {
      history: { metrics: [], margins: { default: 0.02, metrics: {} }, confidence: 0.95, vary: ["client.node"] },
      requirements: [],
    };
    const planned = historyEntries(results({ plan: makePlan({ gate }) }), ASK);
    expect(planned.entries[0]?.fingerprint.facts).not.toHaveProperty(["client.node"]);
  });

  it("are several where the environment changed in between, and that is said", () => {
    const mixed = results({
      record: (trial, plan) =>
        ordinary(trial, plan, { manifest: { description: { driver: trial.repeat > 3 ? "2" : "1" } } }),
    });
    const { entries, findings } = historyEntries(mixed, ASK);
    expect(entries.map(({ entry }) => entry.metrics["output-tokens-per-second"]?.values.length)).toEqual([3, 2, 3, 2]);
    expect(findings).toMatchObject([
      { code: "history-environments-mixed", data: { system: "a", count: 2, facts: "description.driver" } },
      { code: "history-environments-mixed", data: { system: "b" } },
    ]);
    expect(historyEntries(mixed, { ...ASK, vary: ["description.*"] }).entries).toHaveLength(2);
  });

  it("carry what must be printed beside them", () => {
    const label = { en: "mock", zh: "模拟" };
    const adapter = { name: "mock", version: "1", provenance: "simulated", label } as const;
    const mock = results({ record: (trial, plan) => ordinary(trial, plan, { manifest: { adapter } }) });
    const [first] = historyEntries(mock, ASK).entries;
    expect(first?.entry.stamps).toEqual([{ kind: "not-measured", label }]);
    expect(first?.entry.metrics["output-tokens-per-second"]?.provenance).toBe("simulated");
  });

  it("are none of a system that tokwatt itself slowed down", () => {
    const systems = [makeSystem("a"), makeSystem("b", { injected: { slowdown: 0.05 } })];
    const { entries } = historyEntries(results({ plan: makePlan({ systems }) }), ASK);
    expect(entries.map(({ entry }) => entry.systemId)).toEqual(["a"]);
  });

  it("are of the execution that is asked for, and an error where there is none", () => {
    const [one, two] = [results({ executionId: "first" }), results({ executionId: "second" })];
    const both = { ...two, ledger: [...one.ledger, ...two.ledger] };
    const asked = historyEntries(both, { ...ASK, selection: { executionId: "first" } });
    expect(asked.entries[0]?.entry.executionId).toBe("first");
    expect(() => historyEntries(both, { ...ASK, selection: { executionId: "third" } })).toThrow(/nothing-to-compare/);
  });

  it("are none where the requests failed so often that nothing may be compared", () => {
    const failing = results({
      record: (trial, plan) => {
        const record = ordinary(trial, plan);
        if (trial.systemId === "b") return record;
        return { ...record, requests: record.requests.map((one) => ({ ...one, status: "failed" as const })) };
      },
    });
    const { entries, findings } = historyEntries(failing, ASK);
    expect(entries.map(({ entry }) => entry.systemId)).toEqual(["b"]);
    expect(codes(findings)).toEqual(["history-cell-left-out", "errors-too-many"]);
  });
});
