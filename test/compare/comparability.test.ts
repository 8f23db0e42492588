import { describe, expect, it } from "vitest";
import type { Plan, Trial } from "../../src/model/plan.js";
import { bridge, makePlan, makeRecord, makeRequest, makeSystem, steadyTrace } from "../fixtures/records.js";
import { codes, ordinary, results, rowOf } from "./results-fixtures.js";

describe("what may not be compared", () => {
  const withB = (changes: Parameters<typeof makeSystem>[1]) =>
    makePlan({ systems: [makeSystem("a"), makeSystem("b", changes)] });

  it.each([
    ["model-differs", { model: "other", precision: "bf16", tokenizer: "t" }],
    ["tokenizer-differs", { model: "m", precision: "bf16", tokenizer: "other" }],
  ])("%s blocks every row", (code, serving) => {
    const { comparison, row } = rowOf(results({ plan: withB({ serving }) }), "output-tokens-per-second");
    expect(row.verdict).toBe("not-comparable");
    expect(codes(row.reasons)).toContain(code);
    expect(comparison.rows.every((one) => one.verdict === "not-comparable")).toBe(true);
  });

  it("names softer differences beside a verdict", () => {
    const serving = { model: "m", precision: "int8", tokenizer: "t", speculation: { method: "mtp" } };
    const plan = withB({ serving, lifecycle: "attached" });
    const { comparison, row } = rowOf(results({ plan }), "output-tokens-per-second");
    expect(row.verdict).toBe("better");
    expect(codes(comparison.differences)).toEqual(
      expect.arrayContaining(["precision-differs", "speculation-differs", "acceptance-unknown", "lifecycle-differs"]),
    );
    expect(codes(comparison.caveats)).toContain("attached-excludes-starts");
  });

  it("counts per unit only where both count the same unit", () => {
    const plan = withB({ accelerators: { name: "Y", unit: "die", count: 2 } });
    expect(rowOf(results({ plan }), "output-tokens-per-second-per-unit").row.verdict).toBe("not-comparable");
    expect(rowOf(results({ plan }), "output-tokens-per-second").row.verdict).toBe("better");
  });

  it("stops at errors: a system that refuses work would look fast", () => {
    const all = results({
      record: (trial, plan) => {
        const failed = makeRequest({
          index: 1,
          scheduled: 1,
          firstToken: 2,
          lastToken: 3,
          events: 1,
          tokens: 1,
          changes: { status: "failed" },
        });
        const fine = makeRequest({
          index: 0,
          scheduled: 0,
          firstToken: 1,
          lastToken: 9,
          events: 9,
          tokens: 900 + trial.index,
        });
        return makeRecord({ plan, trial, requests: trial.index === 0 ? [fine, failed] : [fine] });
      },
    });
    const { row } = rowOf(all, "output-tokens-per-second");
    expect(codes(row.reasons)).toContain("errors-too-many");
    expect(row.verdict).toBe("not-comparable");
  });

  it("keeps latency verdicts from a degraded client, and only those", () => {
    const late = { count: 10, meanMs: 0, p50Ms: 0, p99Ms: 50, maxMs: 60 };
    const all = results({
      record: (trial, plan) => {
        const base = ordinary(trial, plan);
        const { client } = base.manifest;
        if (trial.index !== 0 || client === undefined) return base;
        return { ...base, manifest: { ...base.manifest, client: { ...client, scheduleLateness: late } } };
      },
    });
    const { comparison, row } = rowOf(all, "ttft.mean");
    expect(comparison.runs[0]).toMatchObject({ validity: "degraded", used: true });
    expect(row.verdict).toBe("not-comparable");
    expect(codes(row.reasons)).toContain("client-degraded");
    expect(rowOf(all, "output-tokens-per-second").row.verdict).toBe("better");
    // Throughput is judged, and a reader told that it may be the client's.
    const told = comparison.caveats.filter(({ code }) => code === "runs-degraded");
    expect(told).toMatchObject([{ severity: "warning", data: { system: "a", degraded: 1, runs: 5 } }]);
  });

  it("names a client that changed from run to run, or that is another one on the other side", () => {
    const withNode = (nodeOf: (trial: Trial) => string) =>
      rowOf(
        results({
          record: (trial, plan) => {
            const base = ordinary(trial, plan);
            const environment = { ...base.manifest.environment, nodeVersion: nodeOf(trial) };
            return { ...base, manifest: { ...base.manifest, environment } };
          },
        }),
        "output-tokens-per-second",
      ).comparison.caveats.filter(({ code }) => code.startsWith("client"));
    expect(withNode(() => "v20.0.0")).toEqual([]);
    expect(withNode(({ systemId }) => (systemId === "a" ? "v20.0.0" : "v22.0.0"))).toMatchObject([
      { code: "clients-differ", data: { key: "client.node", candidate: "v20.0.0", baseline: "v22.0.0" } },
    ]);
    expect(withNode(({ repeat }) => (repeat < 4 ? "v20.0.0" : "v22.0.0"))).toMatchObject([
      { code: "client-changed", data: { system: "a", key: "client.node", values: "v20.0.0 / v22.0.0" } },
      { code: "client-changed", data: { system: "b" } },
    ]);
  });
});

describe("power boundaries", () => {
  const metered = (boundary: "package" | "board") => (trial: Trial, plan: Plan) =>
    ordinary(trial, plan, { power: [steadyTrace(100, { boundary: trial.systemId === "a" ? "package" : boundary })] });

  it("of two kinds are not put into one ratio", () => {
    const { comparison, row } = rowOf(results({ record: metered("board") }), "tokens-per-joule");
    expect(comparison.boundary).toMatchObject({ kind: "absent", reason: { code: "boundaries-differ" } });
    expect(row.ratio.kind).toBe("absent");
    expect(row.verdict).toBe("not-comparable");
    expect(codes(row.reasons)).toContain("boundaries-differ");
  });

  it("meet at the narrowest common one, with the bridge in the interval", () => {
    const power = { bridges: [bridge("package", "board", 40, 60)], sources: [] };
    const plan = makePlan({ systems: [makeSystem("a", { power }), makeSystem("b")] });
    const { comparison, row } = rowOf(results({ plan, record: metered("board") }), "tokens-per-joule");
    expect(comparison.boundary).toBe("board");
    if (row.ratio.kind !== "ratio") throw new Error("no ratio");
    // 1.1 times the tokens for 150 W against 100 W; the bridge is worth 10 W either way.
    expect(row.ratio.ratio).toBeCloseTo(1.1 / 1.5, 3);
    expect(row.ratio.systematic.candidate.map((bound) => bound.kind)).toEqual(["meter", "bridge"]);
    expect(row.ratio.highWithSystematic / row.ratio.high).toBeCloseTo((150 / (150 - 1 - 10)) * 1.01, 9);
  });

  it("are named as missing where nothing was metered", () => {
    const record = (trial: Trial, plan: Plan) => ordinary(trial, plan, { power: [] });
    const { row } = rowOf(results({ record }), "tokens-per-joule");
    expect(row).toMatchObject({ verdict: "not-comparable", ratio: { kind: "absent" } });
    expect(codes(row.reasons)).toEqual(["power-not-metered"]);
  });

  it("of meters with unknown accuracy give no energy verdict unless the suite assumed a bound", () => {
    const record = (trial: Trial, plan: Plan) =>
      ordinary(trial, plan, { power: [steadyTrace(100, { accuracy: "unknown" })] });
    const unknown = rowOf(results({ record }), "tokens-per-joule").row;
    expect(unknown).toMatchObject({ verdict: "not-comparable", ratio: { kind: "ratio" } });
    const plan = makePlan({ assumedMeterAccuracy: { a: 0.01, b: 0.01 } });
    const assumed = rowOf(results({ plan, record }), "tokens-per-joule");
    expect(assumed.row.verdict).toBe("better");
    expect(codes(assumed.comparison.caveats)).toContain("meter-accuracy-assumed");
  });
});
