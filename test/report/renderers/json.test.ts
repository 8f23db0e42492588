import { describe, expect, test } from "vitest";
import { buildReport } from "../../../src/report/build-report.js";
import { jsonRenderer as json } from "../../../src/report/renderers/json.js";
import { COMPARISON, only } from "../fixtures.js";

const options = { color: true, width: 80 };

describe("the JSON report", () => {
  test("holds the whole model with the raw comparisons", () => {
    const model = buildReport(only(COMPARISON), "en");
    expect(JSON.parse(json.render(model, options))).toEqual(JSON.parse(JSON.stringify(model)));
  });

  test("is the same bytes whatever the order in which the model was made", () => {
    const model = buildReport(only(COMPARISON), "en");
    const reversed = Object.fromEntries(Object.entries(model).reverse()) as unknown as typeof model;
    expect(json.render(reversed, options)).toBe(json.render(model, options));
  });

  test("is indented by two spaces, ends with a newline and has no colour", () => {
    const text = json.render(buildReport(only(COMPARISON), "zh"), options);
    expect(text).toMatch(/^\{\n {2}"blocks": \[\n/);
    expect(text.endsWith("}\n")).toBe(true);
    expect(text).not.toContain("\u001b");
  });
});
