import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/model/exit-codes.js";
import { failure } from "../../../src/model/finding.js";
import type { GateReport } from "../../../src/model/gate.js";
import { ANNOTATION_KINDS } from "../../../src/report/gate/annotation.js";
import { gateSurfaces } from "../../../src/report/gate/surfaces.js";
import {
  AGAINST_HISTORY,
  BLIND_REPORT,
  EMPTY,
  INCONCLUSIVE,
  line,
  MOCKED,
  manyLines,
  NASTY,
  NASTY_REPORT,
  NOT_COMPARABLE,
  PASSING,
  REQUIREMENT,
  report,
  TTFT,
  UNCONFIRMED,
  UNDECIDED,
} from "./fixtures.js";

const github = gateSurfaces.get("github");

interface Command {
  readonly kind: string;
  readonly title: string;
  readonly text: string;
}

/** Reads workflow commands as the runner does: a line that begins with `::`, properties up to the next `::`, then the text. */
function commands(shown: GateReport): readonly Command[] {
  const lines = github.render(shown, "en", { color: true, width: 80 }).split("\n");
  expect(lines.pop()).toBe("");
  return lines.map((text) => {
    const [, kind = "", properties = "", data = ""] = /^::(\w+) (.*?)::(.*)$/.exec(text) ?? [];
    const [title = "", ...others] = properties.split(",");
    expect(others).toEqual([]);
    return { kind, title: unescaped(title.replace(/^title=/, "")), text: unescaped(data) };
  });
}

function unescaped(text: string): string {
  const signs: Readonly<Record<string, string>> = { "25": "%", "0D": "\r", "0A": "\n", "3A": ":", "2C": "," };
  return text.replace(/%(25|0D|0A|3A|2C)/g, (_, code: string) => signs[code] ?? "");
}

function countOf(shown: GateReport, kind: string): number {
  return commands(shown).filter((command) => command.kind === kind).length;
}

describe("GitHub annotations", () => {
  test("say the whole, each status, and the single regression", () => {
    const found = commands(report());
    expect(found.map(({ kind, text }) => [kind, text.slice(0, 33)])).toEqual([
      ["error", "REGRESSED: 1 regressed, 1 ok. Exi"],
      ["error", "1 of 2 lines regressed"],
      ["error", "regressed, proven: Output through"],
      ["notice", "1 of 2 lines ok"],
    ]);
    expect(found[2]).toMatchObject({ title: "head-system against base-system / Interactive chat" });
    expect(found[2]?.text).toContain("−4.10 % (95 % CI −5.00 % to −3.20 %; minus is worse), margin 2 %, n=8+8");
  });

  test.each([
    ["error", [line()], EXIT.regression],
    ["error", [REQUIREMENT], EXIT.regression],
    ["error", [NOT_COMPARABLE], EXIT.measurement],
    ["warning", [INCONCLUSIVE], EXIT.inconclusive],
    ["warning", [UNCONFIRMED], EXIT.inconclusive],
    ["notice", [TTFT], EXIT.ok],
  ] as const)("are of the kind %s", (kind, lines, exitCode) => {
    expect(new Set(commands(report({ lines, exitCode })).map((command) => command.kind))).toEqual(new Set([kind]));
  });

  test("are errors where nothing was judged, or where the gate is blind", () => {
    expect(commands(EMPTY)).toMatchObject([{ kind: "error", text: expect.stringContaining("NOTHING WAS JUDGED") }]);
    expect(commands(BLIND_REPORT)).toMatchObject([
      { kind: "error", text: expect.stringContaining("THIS GATE IS BLIND") },
    ]);
    expect(countOf(PASSING, "error") + countOf(UNDECIDED, "error")).toBe(0);
  });

  test("never exceed the ten of a kind that GitHub shows, and count what is left", () => {
    const lines = [
      ...manyLines(40),
      ...manyLines(30, NOT_COMPARABLE),
      ...manyLines(25, INCONCLUSIVE),
      ...manyLines(15, TTFT),
    ];
    const shown = report({ lines, exitCode: EXIT.measurement });
    for (const kind of ANNOTATION_KINDS) expect(countOf(shown, kind)).toBeLessThanOrEqual(10);
    expect(countOf(shown, "error")).toBe(10);
    const errors = commands(shown).filter(({ kind }) => kind === "error");
    // The whole and two statuses are said; six lines fit beside them, and the last one says how many did not.
    expect(errors.filter(({ text }) => text.includes("n=8+8")).length).toBe(6);
    expect(errors.at(-1)?.text).toBe("64 more are not shown here; the summary of the job has them all.");
    const all = lines.length;
    expect(errors.slice(1, 3).map(({ text }) => text)).toEqual([
      `30 of ${all} lines not comparable`,
      `40 of ${all} lines regressed`,
    ]);
  });

  test("stay within ten of a kind, whatever the lines are", () => {
    const one = fc.constantFrom(line(), TTFT, INCONCLUSIVE, NOT_COMPARABLE, UNCONFIRMED, REQUIREMENT, AGAINST_HISTORY);
    const codes = fc.constantFrom(EXIT.ok, EXIT.regression, EXIT.measurement, EXIT.inconclusive);
    fc.assert(
      fc.property(fc.array(one, { maxLength: 60 }), codes, (lines, exitCode) => {
        const shown = report({ lines, exitCode });
        for (const kind of ANNOTATION_KINDS) expect(countOf(shown, kind)).toBeLessThanOrEqual(10);
        if (exitCode === EXIT.measurement) expect(commands(shown)[0]?.text).toContain("Exit code 3");
      }),
    );
  });

  test("cannot be broken out of by a name, and give it back unharmed", () => {
    const found = commands(NASTY_REPORT);
    expect(found).toHaveLength(3);
    expect(found[2]?.title).toBe(`[${NASTY}] ${NASTY} against base-system / ${NASTY}`);
  });

  test("say by a last sign that there was more than the runner keeps of a message", () => {
    const caveats = Array.from({ length: 150 }, (_, index) => failure("no-readable-run", { execution: `e-${index}` }));
    const [first] = commands(report({ exitCode: EXIT.measurement, caveats }));
    expect(first?.text).toHaveLength(4096);
    expect(first?.text).toMatch(/^FAILED.*…$/);
  });

  test("carry the stamps in every title", () => {
    for (const { title } of commands(MOCKED)) expect(title).toMatch(/^\[demo, mock\] /);
    expect(commands(MOCKED)[0]?.text).toContain("NOT MEASURED ON REAL HARDWARE (mock)");
  });
});
