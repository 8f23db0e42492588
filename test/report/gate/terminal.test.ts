import { expect, test } from "vitest";
import { gateSurfaces } from "../../../src/report/gate/surfaces.js";
import { displayWidth } from "../../../src/report/renderers/fold-text.js";
import { BROKEN, INCONCLUSIVE, line, MOCKED, manyLines, NASTY_REPORT, report, TTFT } from "./fixtures.js";

const terminal = gateSurfaces.get("terminal");

test("the page stays within the terminal, in both languages and at every width", () => {
  const shown = { ...MOCKED, lines: [line(), TTFT, INCONCLUSIVE] };
  for (const width of [60, 80, 120, 200]) {
    for (const language of ["en", "zh"] as const) {
      const lines = terminal.render(shown, language, { color: false, width }).split("\n");
      for (const one of lines) expect(displayWidth(one)).toBeLessThanOrEqual(width);
    }
  }
});

test("the verdict comes before the numbers, and the stamps too", () => {
  const text = terminal.render(MOCKED, "en", { color: false, width: 120 });
  const places = ["REGRESSED: 1 regressed, 1 ok. Exit code 1.", "DEMONSTRATION", "NOT MEASURED", "2,074"].map((one) =>
    text.indexOf(one),
  );
  expect(places).toEqual(places.toSorted((a, b) => a - b));
  expect(places[0]).toBeGreaterThan(0);
});

test("what broke the gate stands before its lines, not among the remarks", () => {
  const text = terminal.render(BROKEN, "en", { color: false, width: 120 });
  const cause = text.indexOf("No run of execution e-1 can be read.");
  expect(cause).toBeGreaterThan(0);
  expect(cause).toBeLessThan(text.indexOf("metric"));
  expect(text.indexOf("No run of execution e-1", cause + 1)).toBe(-1);
  expect(text).toContain("FAILED: 1 ok. Exit code 3.");
});

test("names can neither colour the terminal nor speak to GitHub's runner", () => {
  const text = terminal.render(NASTY_REPORT, "en", { color: false, width: 40 });
  expect(text).not.toContain("\u001b[31m 统计");
  expect(text).not.toContain("\u0007");
  expect(text).not.toMatch(/^\s*::/m);
  // The first cell of a row, where there are several workloads.
  const spoken = manyLines(2).map((one) => ({ ...one, workload: { id: "w", title: { en: "::error::x", zh: "x" } } }));
  const first = line({ workload: { id: "v", title: { en: "v", zh: "v" } } });
  const table = terminal.render(report({ lines: [first, ...spoken] }), "en", { color: false, width: 200 });
  expect(table).toMatch(/^: :error::x {2}/m);
});
