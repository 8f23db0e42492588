import { expect, test } from "vitest";
import { parsePrometheusText } from "./prometheus-text.js";

test("comments and empty lines are skipped, labels, values and times are read", () => {
  const page = [
    "# HELP up Whether it is up.",
    "# TYPE up gauge",
    "",
    "up 1",
    'a:b_total{engine="0",le="+Inf"} 1.5e+03 1795374780000',
    "trailing{} -Inf",
    "unknown NaN",
    "",
  ].join("\n");
  expect(parsePrometheusText(page)).toEqual([
    { name: "up", labels: {}, value: 1 },
    { name: "a:b_total", labels: { engine: "0", le: "+Inf" }, value: 1500 },
    { name: "trailing", labels: {}, value: Number.NEGATIVE_INFINITY },
    { name: "unknown", labels: {}, value: Number.NaN },
  ]);
});

test("escapes, braces and commas inside a label value stay inside it", () => {
  const [sample] = parsePrometheusText('x{path="C:\\\\a",text="say \\"no\\", {y}",lines="1\\n2"} 3');
  expect(sample).toEqual({ name: "x", labels: { path: "C:\\a", text: 'say "no", {y}', lines: "1\n2" }, value: 3 });
});

test.each(["<html>", "name", "name abc", 'name{a="1} 2', "name{a=1} 2", 'name{a="1" b="2"} 3'])(
  "a line that is no sample is named: %s",
  (line) => {
    expect(() => parsePrometheusText(`up 1\n${line}\n`)).toThrow(line);
  },
);
