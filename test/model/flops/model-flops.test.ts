import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { modelFlopParts, modelFlopsPerToken } from "../../../src/model/flops/model-flops.js";
import type { ModelArchitecture } from "../../../src/model/model-architecture.js";
import { readModel } from "../../../src/suite/models/read-model.js";
import { classic, withAttention } from "./architectures.js";

async function shipped(id: string): Promise<ModelArchitecture> {
  return (await readModel(`benchmarks/models/${id}.yaml`)).architecture;
}

const mixture: ModelArchitecture = {
  ...classic,
  experts: { experts: 16, active: 2, innerDim: 300, sharedInnerDim: 100, denseLayers: 1 },
};

describe("the FLOPs of a token", () => {
  it.each([
    ["llama3.1-405b", 8192, "2.52396e+12"],
    ["llama2-70b", 4096, "4.28385e+11"],
    ["mixtral-8x7b", 4096, "7.97065e+10"],
    ["llama3.1-8b", 8192, "5.147e+10"],
  ])("of %s at %i tokens are those of Megatron's own function", async (id, length, expected) => {
    const digits = expected.indexOf("e") - 1;
    expect(modelFlopsPerToken(await shipped(id), length).toPrecision(digits)).toBe(expected);
  });

  it("are the classic 72 L h^2 (1 + s / 12 h + V / 12 L h), the attention halved as it is causal", () => {
    const { layers: L, hiddenDim: h, vocabulary: V } = classic;
    const s = 1024;
    const expected = 72 * L * h ** 2 * (1 + s / (12 * h) + V / (12 * L * h));
    expect(modelFlopsPerToken(classic, s)).toBeCloseTo(expected, 0);
  });

  it("grow with the length by attention proper alone", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 1e6 }), (length) => {
        const [once, twice] = [modelFlopParts(classic, length), modelFlopParts(classic, 2 * length)];
        expect(twice).toEqual({
          ...once,
          attendingFlops: 2 * once.attendingFlops,
          totalFlops: once.totalFlops + once.attendingFlops,
        });
      }),
    );
  });

  it("sum up from their parts", () => {
    const { totalFlops, ...parts } = modelFlopParts(mixture, 512, { adapters: { weights: 1000 } });
    expect(Object.values(parts).reduce((sum, flops) => sum + flops, 0)).toBe(totalFlops);
    expect(parts.adapterFlops).toBe(6000);
  });

  it("refuse a length that is none", () => {
    for (const length of [0, -1, Number.NaN]) {
      expect(() => modelFlopsPerToken(classic, length)).toThrow(RangeError);
      expect(() => modelFlopsPerToken(classic, 4096, { packedLengthTokens: length })).toThrow(RangeError);
    }
  });
});

describe("attention", () => {
  it("shares keys and values among the heads of a group", () => {
    const grouped = withAttention({ kvHeads: 2 });
    const saved = 6 * 2 * classic.layers * classic.hiddenDim * (8 - 2) * 64;
    expect(modelFlopsPerToken(classic, 1024) - modelFlopsPerToken(grouped, 1024)).toBe(saved);
  });

  it("sees through a window what counting token by token gives, layers of the whole context apart", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 200 }), (length, window) => {
        const parts = modelFlopParts(withAttention({ slidingWindow: { window, period: 3 } }), length);
        const seen = Array.from({ length }, (_, index) => Math.min(index + 1, window));
        // Where nothing is cut off, the halving of the whole context is kept.
        const inWindow = window < length ? seen.reduce((sum, count) => sum + count, 0) / length : length / 2;
        const perSeenToken = 3 * 2 * 2 * 8 * 64;
        expect(parts.attendingFlops).toBeCloseTo(perSeenToken * (2 * (length / 2) + 4 * inWindow), 3);
      }),
    );
  });

  it("of packed samples goes by their own lengths, weighted by length", () => {
    const lengths = [100, 300, 624];
    const sum = lengths.reduce((all, length) => all + length, 0);
    const packedLengthTokens = lengths.reduce((all, length) => all + length ** 2, 0) / sum;
    const packed = modelFlopsPerToken(classic, sum, { packedLengthTokens });
    const apart = lengths.reduce((all, length) => all + length * modelFlopsPerToken(classic, length), 0);
    expect(packed * sum).toBeCloseTo(apart, -3);
    expect(packed).toBeLessThan(modelFlopsPerToken(classic, sum));
  });

  it("may be latent, its query compressed or not", () => {
    const mla = { kind: "mla", heads: 4, kvRank: 32, nopeDim: 64, ropeDim: 16, valueDim: 48 } as const;
    const flops = (queryRank: number | undefined) =>
      modelFlopParts({ ...classic, layers: 1, attention: { ...mla, queryRank } }, 1000);
    const rest = 512 * (32 + 16) + 32 * 4 * (64 + 48) + 4 * 48 * 512;
    expect(flops(undefined).projectionFlops).toBe(6 * (512 * 4 * 80 + rest));
    expect(flops(96).projectionFlops).toBe(6 * (512 * 96 + 96 * 4 * 80 + rest));
    expect(flops(96).attendingFlops).toBe(3 * 2 * 4 * (80 + 48) * 500);
  });
});

describe("a mixture of experts", () => {
  it("costs a token what it is routed to, in the layers that have experts", () => {
    const { feedForwardFlops } = modelFlopParts(mixture, 512);
    expect(feedForwardFlops).toBe(6 * (512 * 2048 * 2 + 5 * 512 * 2 * (2 * 300 + 100)));
  });

  it("costs no more with more experts to choose from", () => {
    const larger = { ...mixture, experts: { ...mixture.experts!, experts: 256 } };
    expect(modelFlopsPerToken(larger, 512)).toBe(modelFlopsPerToken(mixture, 512));
  });

  it("is dense where all its layers are", () => {
    const dense = { ...mixture, experts: { ...mixture.experts!, denseLayers: 6 } };
    expect(modelFlopsPerToken(dense, 512)).toBe(modelFlopsPerToken(classic, 512));
  });
});

describe("layers for further predictions", () => {
  it("cost a layer like the last one, an output and the way back to one hidden size each", () => {
    const without = modelFlopParts(mixture, 512);
    const oneMore = modelFlopParts({ ...mixture, layers: 7 }, 512).totalFlops - without.totalFlops;
    const { predictionFlops } = modelFlopParts({ ...mixture, predictionLayers: 2 }, 512);
    expect(predictionFlops).toBe(2 * (oneMore + without.outputFlops + 6 * 2 * 512 ** 2));
  });
});

describe("a frozen model", () => {
  it("saves a third of every multiplication with a weight, and nothing of attention proper", () => {
    const [full, frozen] = [
      modelFlopParts({ ...mixture, predictionLayers: 1 }, 512),
      modelFlopParts({ ...mixture, predictionLayers: 1 }, 512, { adapters: { weights: 0 } }),
    ];
    expect(frozen.attendingFlops).toBe(full.attendingFlops);
    for (const part of ["projectionFlops", "feedForwardFlops", "outputFlops"] as const) {
      expect(3 * frozen[part]).toBe(2 * full[part]);
    }
    const attendingOnce = full.attendingFlops / classic.layers;
    expect(3 * (frozen.predictionFlops - attendingOnce)).toBeCloseTo(2 * (full.predictionFlops - attendingOnce), 3);
  });
});
