import { create } from "xmlbuilder2";
import type { XMLBuilder } from "xmlbuilder2/lib/interfaces.js";
import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import { message } from "../../locales/catalogue.js";
import { behindMarks } from "../marks.js";
import { type JunitCase, type JunitOutcome, type JunitSuite, junitSuites } from "./junit-cases.js";
import { gateMarks } from "./line-text.js";

/** XML cannot hold control characters and halves of surrogate pairs, not even escaped. */
const REPLACEMENT = "\uFFFD";

/**
 * JUnit XML as Jenkins (junit-10.xsd of its xUnit plugin) and GitLab read it. A regression is a failure, what could not be
 * judged is skipped, what broke is an error; the message stands in the element's text too, as GitLab shows nothing else. The
 * numbers of a case are properties of its suite, as that schema knows none of a case: `chat/ttft.p99/ratio`.
 */
export const junitSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "junit",
  appends: false,
  render: (report, language) => {
    const suites = junitSuites(report, language);
    const document = create({ version: "1.0", encoding: "UTF-8", invalidCharReplacement: REPLACEMENT });
    const name = message(language, "ci.title", { suite: report.suiteId });
    // Only a suite may say how many of its cases were skipped.
    const { skipped: _, ...counts } = countsOf(suites.flatMap(({ cases }) => cases));
    const root = document.ele("testsuites", {
      name: behindMarks(name, gateMarks(report, language), language),
      ...counts,
    });
    for (const suite of suites)
      addSuite(root, suite, { form: report.form, plan: report.planHash, commit: report.commit });
    return `${document.end({ prettyPrint: true })}\n`;
  },
};

function addSuite(root: XMLBuilder, { name, cases }: JunitSuite, own: JunitCase["properties"]): void {
  const suite = root.ele("testsuite", { name, ...countsOf(cases) });
  const properties = suite.ele("properties");
  addProperties(properties, "", own);
  for (const one of cases) addProperties(properties, `${one.className}/${one.name}/`, one.properties);
  for (const { className, name: caseName, outcome } of cases) {
    const element = suite.ele("testcase", { classname: className, name: caseName, time: "0" });
    if (outcome === undefined) continue;
    const { kind, type, message: text } = outcome;
    element.ele(kind, { type, message: text }).txt(text);
  }
}

function addProperties(properties: XMLBuilder, prefix: string, values: JunitCase["properties"]): void {
  for (const [name, value] of Object.entries(values)) {
    if (value !== undefined) properties.ele("property", { name: prefix + name, value: String(value) });
  }
}

function countsOf(cases: readonly JunitCase[]) {
  const count = (kind: JunitOutcome) => String(cases.filter(({ outcome }) => outcome?.kind === kind).length);
  return {
    tests: String(cases.length),
    failures: count("failure"),
    errors: count("error"),
    skipped: count("skipped"),
    time: "0",
  };
}
