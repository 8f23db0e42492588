import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { EXIT } from "../../../src/model/exit-codes.js";
import type { GateReport } from "../../../src/model/gate.js";
import { LANGUAGES } from "../../../src/model/localized-text.js";
import { gateSurfaces } from "../../../src/report/gate/surfaces.js";
import {
  AGAINST_HISTORY,
  BLIND,
  BLIND_REPORT,
  BLIND_WITH_LINES,
  BROKEN,
  EMPTY,
  FOUND,
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
import { all, type Element, readXml, violations } from "./read-junit.js";

const junit = gateSurfaces.get("junit");

function render(shown: GateReport, language: "en" | "zh" = "en"): Element {
  return readXml(junit.render(shown, language, { color: false, width: 80 }));
}

/** A property of a suite, or of one of its cases. */
function property(shown: Element, name: string): string | undefined {
  return all(shown, "property").find(({ attributes }) => attributes["name"] === name)?.attributes["value"];
}

describe("JUnit XML", () => {
  const reports = {
    regressed: report(),
    passing: PASSING,
    undecided: UNDECIDED,
    empty: EMPTY,
    blind: BLIND_REPORT,
    blindWithLines: BLIND_WITH_LINES,
    broken: BROKEN,
    nasty: NASTY_REPORT,
    controlled: report({ control: FOUND }),
    many: report({ lines: [...manyLines(300), ...manyLines(5, NOT_COMPARABLE), UNCONFIRMED, INCONCLUSIVE] }),
  };

  test.each(Object.entries(reports))("keeps the common rules of Jenkins and GitLab: %s", (_, shown) => {
    for (const language of LANGUAGES) expect(violations(render(shown, language))).toEqual([]);
  });

  test("has a rule that is broken by wrong counts and foreign elements", () => {
    const text = '<testsuites tests="1" failures="0" errors="0"><testsuite name="a"><oops/></testsuite></testsuites>';
    expect(violations(readXml(text))).toEqual(
      expect.arrayContaining(["testsuites tests is not 0", "testsuite lacks tests", "oops inside testsuite"]),
    );
  });

  test("puts a regression into a failure, with the change, its interval and the runs", () => {
    const [failing, passing] = all(render(report()), "testcase");
    expect(failing?.attributes).toMatchObject({ classname: "chat", name: "output-tokens-per-second" });
    const [failure] = all(failing!, "failure");
    expect(failure?.attributes["type"]).toBe("PerformanceRegression");
    expect(failure?.attributes["message"]).toBe(
      "regressed, proven: Output throughput (tok/s) ↑ −4.10 % (95 % CI −5.00 % to −3.20 %; minus is worse), margin 2 %, n=8+8. Head 2,074 tok/s, base 2,163 tok/s.",
    );
    // GitLab shows the text, Jenkins the attribute.
    expect(failure?.text).toBe(failure?.attributes["message"]);
    expect(passing?.children).toEqual([]);
  });

  test("keeps the numbers as they are among the properties", () => {
    const shown = render(report({ lines: [line({ change: { ...line().change!, adjustedP: 0.002 } })] }));
    const values = Object.fromEntries(
      ["ratio", "ratioLow", "ratioHigh", "margin", "p", "adjustedP", "head", "reference", "unit"].map((name) => [
        name,
        property(shown, `chat/output-tokens-per-second/${name}`),
      ]),
    );
    expect(values).toEqual({
      ratio: "0.959",
      ratioLow: "0.95",
      ratioHigh: "0.968",
      margin: "0.02",
      p: "0.001",
      adjustedP: "0.002",
      head: "2074.1",
      reference: "2162.8",
      unit: "token/s",
    });
  });

  test.each([
    ["skipped", "Inconclusive", INCONCLUSIVE, EXIT.inconclusive],
    ["skipped", "UnconfirmedRegression", UNCONFIRMED, EXIT.inconclusive],
    ["error", "NotComparable", NOT_COMPARABLE, EXIT.measurement],
    ["failure", "RequirementMissed", REQUIREMENT, EXIT.regression],
    ["failure", "PerformanceRegression", AGAINST_HISTORY, EXIT.regression],
  ] as const)("%s (%s) stands for its line", (element, type, one, exitCode) => {
    const shown = render(report({ lines: [TTFT, one], exitCode }));
    const [found] = all(shown, element);
    expect(found?.attributes["type"]).toBe(type);
    expect(all(shown, "testcase").flatMap(({ children }) => children)).toEqual([found]);
  });

  test("is never green where the gate does not pass", () => {
    const bad = fc.constantFrom(EXIT.regression, EXIT.measurement, EXIT.inconclusive);
    const one = fc.constantFrom(line(), TTFT, INCONCLUSIVE, NOT_COMPARABLE, UNCONFIRMED, REQUIREMENT, AGAINST_HISTORY);
    const control = fc.constantFrom(undefined, FOUND, BLIND, { ...BLIND, lines: [] });
    fc.assert(
      fc.property(fc.array(one, { maxLength: 3 }), bad, control, (lines, exitCode, found) => {
        const shown = render(report({ lines, exitCode, control: found }));
        expect(violations(shown)).toEqual([]);
        const { failures, errors } = shown.attributes;
        const isSkipped = exitCode === EXIT.inconclusive && all(shown, "skipped").length > 0;
        expect(Number(failures) + Number(errors) > 0 || isSkipped).toBe(true);
      }),
    );
  });

  test("makes an error of a gate that judged nothing, is blind, or failed beside its lines", () => {
    expect(all(render(EMPTY), "error").map(({ attributes }) => attributes["type"])).toEqual(["NothingJudged"]);
    const blind = all(render(BLIND_WITH_LINES), "testcase").find(({ children }) => children.length > 0);
    expect(blind?.attributes["classname"]).toBe("positive-control.chat");
    expect(all(blind!, "error")[0]?.attributes["type"]).toBe("BlindGate");
    const [broken] = all(render(BROKEN), "error");
    expect(broken?.attributes["type"]).toBe("GateFailed");
    expect(broken?.text).toContain("No run of execution e-1 can be read.");
    expect(render(PASSING).attributes).toMatchObject({ tests: "1", failures: "0", errors: "0" });
    expect(all(render(PASSING), "skipped")).toEqual([]);
    expect(all(render(report({ control: FOUND })), "error")).toEqual([]);
  });

  test("has a suite for each pair of systems, and names in which no case hides another", () => {
    const other = line({ systemId: "other-head" });
    const shown = render(report({ lines: [line(), TTFT, other] }));
    expect(all(shown, "testsuite").map(({ attributes }) => attributes["name"])).toEqual([
      "Quickstart: head-system against base-system",
      "Quickstart: other-head against base-system",
    ]);
    const keys = (language: "en" | "zh") =>
      all(render(report({ lines: [line(), TTFT, other], control: FOUND }), language), "testcase").map(
        ({ attributes }) => `${attributes["classname"]} ${attributes["name"]}`,
      );
    expect(keys("en")).toEqual([
      "head-system-against-base-system.chat output-tokens-per-second",
      "head-system-against-base-system.chat ttft.p99",
      "other-head-against-base-system.chat output-tokens-per-second",
      "positive-control.chat slowdown-0.05",
    ]);
    // A CI system follows a case through time by its name: it must not change with the language.
    expect(keys("zh")).toEqual(keys("en"));
  });

  test("has a case for each of several requirements of one metric", () => {
    const stricter = { ...REQUIREMENT, reference: { kind: "requirement", bound: "at-least", limit: 2500 } } as const;
    const shown = render(
      report({ form: "requirement", lines: [REQUIREMENT, stricter, { ...REQUIREMENT, metricId: "ttft.p99" }] }),
    );
    expect(all(shown, "testcase").map(({ attributes }) => attributes["name"])).toEqual([
      "output-tokens-per-second.at-least.2162",
      "output-tokens-per-second.at-least.2500",
      "ttft.p99",
    ]);
    expect(property(shown, "chat/output-tokens-per-second.at-least.2500/reference")).toBe("2500");
    const [only] = all(render(report({ form: "requirement", lines: [REQUIREMENT] })), "testcase");
    expect(only?.attributes["name"]).toBe("output-tokens-per-second");
  });

  test("marks the file, its suites and every case of a mock", () => {
    const shown = render(MOCKED, "zh");
    expect(shown.attributes["name"]).toContain("[演示、模拟]");
    for (const suite of all(shown, "testsuite")) expect(suite.attributes["name"]).toContain("[演示、模拟]");
    for (const { attributes } of all(shown, "testcase")) {
      expect(property(shown, `${attributes["classname"]}/${attributes["name"]}/marks`)).toBe("演示、模拟");
    }
    expect(all(shown, "failure")[0]?.text).toMatch(/^\[演示、模拟\] 退化/);
  });

  test("keeps every name, but for what XML cannot hold", () => {
    const [found] = all(render(NASTY_REPORT), "testcase");
    const kept = NASTY.replaceAll("\u0007", "\uFFFD").replaceAll("\u001b", "\uFFFD");
    // A parser of XML makes a space of a line break in an attribute.
    expect(found?.attributes["name"]?.replace(/\s/g, " ")).toBe(kept.replace(/\s/g, " "));
    const half = render(report({ lines: [line({ metricId: "half \uD800 pair" })] }));
    expect(all(half, "testcase")[0]?.attributes["name"]).toBe("half \uFFFD pair");
  });
});
