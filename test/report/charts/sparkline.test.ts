import { describe, expect, it } from "vitest";
import { sparkline } from "../../../src/report/charts/sparkline.js";

const STEPS = Array.from({ length: 8 }, (_, index) => index);

describe("a sparkline", () => {
  it("goes from the lowest block for the least value to the full one for the greatest", () => {
    expect(sparkline(STEPS, 40)).toBe("▁▂▃▄▅▆▇█");
    expect(sparkline([...STEPS].reverse(), 40)).toBe("█▇▆▅▄▃▂▁");
    expect(sparkline([3, 3, 3], 40)).toBe("▅▅▅");
    expect(sparkline([], 40)).toBe("");
  });

  it("keeps to its width and shows means of neighbours then", () => {
    const line = sparkline([...Array(50).fill(0), ...Array(50).fill(7)], 10);
    expect(line).toBe("▁▁▁▁▁█████");
    expect([...sparkline(Array.from({ length: 33 }, Math.sin), 20)]).toHaveLength(20);
  });

  it("marks where a level and where an environment changed, within its width", () => {
    expect(sparkline([0, 0, 7, 7, 3], 40, { changes: [2], breaks: [4] })).toBe("▁▁╎██│▄");
    const long = sparkline([...Array(50).fill(0), ...Array(50).fill(7)], 12, { changes: [50], breaks: [99] });
    expect(long).toBe("▁▁▁▁▁╎████│█");
  });

  it("is not wider for more values than for more marks", () => {
    const marks = { changes: [10, 20, 30], breaks: [40] };
    expect([...sparkline(Array(60).fill(1), 24, marks)]).toHaveLength(24);
  });
});
