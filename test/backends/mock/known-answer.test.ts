import { describe, expect, it } from "vitest";
import { expectedRates, withTrueRatios } from "../../../src/backends/mock/known-answer.js";
import { mockOptions, runClosedLoop } from "./mock-run.js";

const closedLoop = { kind: "closed-loop", concurrency: 6 } as const;

describe("expectedRates", () => {
  it("is what a system without variation does", async () => {
    const options = mockOptions({ tokensPerChunk: 3, secondsPerPromptToken: 0.001 });
    const expected = expectedRates(options, {
      arrival: closedLoop,
      promptWords: { kind: "fixed", value: 50 },
      outputTokens: { kind: "fixed", value: 40 },
    });
    // 0.2 + 50 * 0.001 + 37 * 0.02 s
    expect(expected.requestSeconds).toBeCloseTo(0.99, 12);
    const load = { users: 6, promptTokens: 50, outputTokens: 40, seconds: 990 };
    const run = await runClosedLoop(options, load);
    const tokens = run.events.reduce((sum, event) => sum + event.tokens, 0);
    expect(run.ends.length / 990).toBeCloseTo(expected.requestsPerSecond, 9);
    expect(tokens / 990).toBeCloseTo(expected.outputTokensPerSecond, 9);
    expect(run.engine.energyJoules(990e9) / 990).toBeCloseTo(expected.watts, 9);
    expect(tokens / run.engine.energyJoules(990e9)).toBeCloseTo(expected.outputTokensPerJoule, 9);
  });

  it("is what a system with every variation within a run does on average", async () => {
    const options = mockOptions({
      ttft: { meanSeconds: 0.2, cv: 0.4 },
      itl: { meanSeconds: 0.02, cv: 0.3 },
      secondsPerPromptToken: 0.0005,
      tokensPerChunk: 2,
    });
    const expected = expectedRates(options, {
      arrival: closedLoop,
      promptWords: { kind: "fixed", value: 20 },
      outputTokens: { kind: "uniform", low: 10, high: 50 },
    });
    const seconds = 8000;
    let draws = 0;
    // Every length from 10 to 50 equally often.
    const outputTokens = () => 10 + ((draws++ * 17) % 41);
    const run = await runClosedLoop(options, { users: 6, promptTokens: 20, outputTokens, seconds });
    const tokens = run.events.reduce((sum, event) => sum + event.tokens, 0);
    const joules = run.engine.energyJoules(seconds * 1e9);
    expect(Math.abs(run.ends.length / seconds / expected.requestsPerSecond - 1)).toBeLessThan(0.005);
    expect(Math.abs(tokens / seconds / expected.outputTokensPerSecond - 1)).toBeLessThan(0.005);
    expect(Math.abs(joules / seconds / expected.watts - 1)).toBeLessThan(0.005);
    expect(Math.abs(tokens / joules / expected.outputTokensPerJoule - 1)).toBeLessThan(0.003);
  });

  it("refuses what it has no closed form for", () => {
    const options = mockOptions({ tokensPerChunk: 4, naturalOutputTokens: 100 });
    const work = {
      arrival: closedLoop,
      promptWords: { kind: "fixed", value: 5 },
      outputTokens: { kind: "fixed", value: 50 },
    } as const;
    expect(() => expectedRates(options, work)).not.toThrow();
    const refused = [
      { arrival: { kind: "offline", requests: 5 } },
      { arrival: { kind: "closed-loop", concurrency: 9 } },
      { outputTokens: { kind: "fixed", value: 3 } },
      { outputTokens: { kind: "fixed", value: 101 } },
      { outputTokens: { kind: "normal", mean: 50, sd: 10, low: 10, high: 90 } },
    ] as const;
    for (const change of refused) expect(() => expectedRates(options, { ...work, ...change })).toThrow(RangeError);
  });
});

describe("withTrueRatios", () => {
  it("has exactly the ratios that were asked for, in closed form", () => {
    const base = mockOptions({ secondsPerPromptToken: 0.001 });
    const work = {
      arrival: closedLoop,
      promptWords: { kind: "fixed", value: 30 },
      outputTokens: { kind: "fixed", value: 64 },
    } as const;
    const other = withTrueRatios(base, { tokensPerSecond: 1.08, tokensPerJoule: 0.7 });
    const [a, b] = [expectedRates(base, work), expectedRates(other, work)];
    expect(b.outputTokensPerSecond / a.outputTokensPerSecond).toBeCloseTo(1.08, 12);
    expect(b.outputTokensPerJoule / a.outputTokensPerJoule).toBeCloseTo(0.7, 12);
  });

  it("keeps them for requests that wait for slots too", async () => {
    const base = mockOptions({
      slots: 2,
      itl: { meanSeconds: 0.02, cv: 0.3 },
      noise: { speedCv: 0.05, powerCv: 0.05 },
    });
    const other = withTrueRatios(base, { tokensPerSecond: 1.25, tokensPerJoule: 0.7 });
    const load = { users: 5, promptTokens: 10, outputTokens: 25 };
    const slow = await runClosedLoop(base, { ...load, seconds: 1250 });
    const fast = await runClosedLoop(other, { ...load, seconds: 1000 });
    // The same seed draws the same requests, 1.25 times as fast.
    expect(Math.abs(fast.ends.length - slow.ends.length)).toBeLessThanOrEqual(1);
    expect(slow.engine.energyJoules(1250e9) / fast.engine.energyJoules(1000e9)).toBeCloseTo(0.7, 5);
  });
});
