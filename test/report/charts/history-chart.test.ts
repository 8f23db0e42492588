import { describe, expect, it } from "vitest";
import type { HistorySeries } from "../../../src/model/history.js";
import { drawChart } from "../../../src/report/charts/draw-chart.js";
import { historyChart } from "../../../src/report/charts/history-chart.js";
import { shortCommit } from "../../../src/report/charts/short-commit.js";
import { textWidthPixels } from "../../../src/report/charts/text-width.js";

const COMMITS = ["1a2b3c4", "5d6e7f8", "9a0b1c2", "release-2"];
const SERIES: HistorySeries = {
  systemId: "ascend-384",
  workloadId: "chat",
  metricId: "ttft.p50",
  unit: "s",
  better: "lower",
  stamps: [{ kind: "demonstration" }, { kind: "not-measured", label: { en: "mock", zh: "模拟" } }],
  points: COMMITS.map((commit, index) => ({
    entryId: `${index}`,
    commit,
    at: `2026-11-0${index + 1}T00:00:00.000Z`,
    fingerprint: index < 3 ? "one" : "two",
    value: 0.1,
    runs: 2,
  })),
  breaks: [
    {
      index: 3,
      facts: [
        { name: "description.driver", before: "1", after: "2" },
        { name: "client.node", before: "20", after: "22" },
      ],
    },
  ],
  changes: [
    {
      id: "ascend-384/chat/ttft.p50@1",
      index: 1,
      lastBefore: "1a2b3c4",
      firstAfter: "5d6e7f8",
      ratio: 1.05,
      p: 1e-6,
      state: "confirmed",
    },
  ],
};
const CONTENT = {
  unit: { symbol: "ms", displayScale: 1000 },
  runsOf: (entryId: string) => [0.1 + Number(entryId) / 100, 0.1],
  levels: [
    { indices: [0], value: 0.1 },
    { indices: [1, 2], value: 0.105 },
    { indices: [3], value: 0.13 },
  ],
};
const drawn = (language: "en" | "zh", series = SERIES) =>
  drawChart(
    historyChart(series, { ...CONTENT, language, title: language === "en" ? "TTFT, median" : "首 token 延迟" }),
  );
const textsOf = (svg: string) => [...svg.matchAll(/<text[^>]*>([^<]*)<\/text>/g)].map(([, text]) => text);
/** Marks of one layer, by what every drawn shape of vega's says of its role. */
const shapes = (svg: string, mark: string) =>
  [...svg.matchAll(new RegExp(`<g class="mark-${mark} role-mark [^>]*>(.*?)</g>`, "g"))].map(
    ([, inside = ""]) => inside.match(/<(path|line)/g)?.length ?? 0,
  );

describe("the chart of a history", () => {
  it("shows every run, the mean of each level, and a rule for each change with its commits", async () => {
    const svg = await drawn("en");
    expect(svg.startsWith("<svg ")).toBe(true);
    expect(shapes(svg, "symbol")).toEqual([8]);
    expect(shapes(svg, "rule")).toEqual([2, 3]);
    expect(textsOf(svg)).toEqual(
      expect.arrayContaining([
        "[demo, mock] TTFT, median",
        "ascend-384 on chat; a dot is a run, a line the mean of a level",
        "1a2b3c4 → 5d6e7f8 +5 % (confirmed)",
        "environment: description.driver + 1",
        "ms",
        ...COMMITS,
      ]),
    );
  });

  it("is in Chinese where that is asked for", async () => {
    const texts = textsOf(await drawn("zh"));
    expect(texts).toEqual(
      expect.arrayContaining(["[演示、模拟] 首 token 延迟", "提交", "1a2b3c4 → 5d6e7f8 +5 %（已确认）"]),
    );
    expect(texts.some((text) => text?.includes("每点为一次运行"))).toBe(true);
  });

  it("is the same bytes each time", async () => {
    expect(await drawn("en")).toBe(await drawn("en"));
  });

  it("shows what people called their commits as text, and runs nothing of it", async () => {
    const commit = `"]; alert('<x>') //`;
    const points = SERIES.points.map((point) => ({ ...point, commit }));
    const svg = await drawn("en", { ...SERIES, points });
    expect(textsOf(svg)).toContain(`"]; alert('&lt;x&gt;') //`);
    expect(svg).not.toContain("<x>");
  });

  it("is XML whatever its names hold", async () => {
    const commit = "a\u0001\u001b[31mb";
    const points = SERIES.points.map((point) => ({ ...point, commit }));
    const svg = await drawn("en", { ...SERIES, systemId: "s\u0007 \uD800 \u{1F600} 统计", points });
    expect(textsOf(svg)).toContain("a\uFFFD\uFFFD[31mb");
    expect(svg).toContain("s\uFFFD \uFFFD \u{1F600} 统计");
    expect(svg.replaceAll("\n", "")).not.toMatch(/\p{Cc}/u);
  });

  it("labels no more commits than can be read", async () => {
    const points = Array.from({ length: 100 }, (_, index) => ({ ...SERIES.points[0]!, commit: `c${index}` }));
    const labels = textsOf(await drawn("en", { ...SERIES, points, breaks: [], changes: [] }));
    const commits = labels.filter((text) => /^c\d+$/.test(text ?? ""));
    expect(commits.length).toBeLessThanOrEqual(14);
    expect(commits).toContain("c0");
  });
});

describe("texts of charts", () => {
  it("shorten hashes as git does, and names not", () => {
    expect(shortCommit("0123456789abcdef0123456789abcdef01234567")).toBe("0123456");
    expect(shortCommit("0123456789abcdef0123456789abcdef01234567-dirty")).toBe("0123456-dirty");
    expect(shortCommit("release-2026-11")).toBe("release-2026-11");
    expect(shortCommit("0123456789abcdef0123456789abcdef012345678")).toHaveLength(41);
  });

  it("are taken to be as wide on every machine: a Chinese character as two others", () => {
    expect(textWidthPixels("ab", 10)).toBeCloseTo(textWidthPixels("字", 10), 9);
    expect(textWidthPixels("abcd", 20)).toBeCloseTo(4 * textWidthPixels("ab", 10), 9);
  });
});
