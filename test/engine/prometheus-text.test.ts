import { readFile } from "node:fs/promises";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parsePrometheusText } from "../../src/engine/prometheus-text.js";

const one = (line: string) => parsePrometheusText(line).samples[0];

describe("a page in Prometheus' text form", () => {
  test("comments and empty lines are skipped, labels, values and times are read", () => {
    const page = [
      "# HELP up Whether it is up.",
      "# TYPE up gauge",
      "",
      "  \t",
      "up 1",
      'a:b_total{engine="0",le="+Inf"} 1.5e+03 1795374780000',
      "trailing{} -Inf",
      "unknown NaN",
      "",
    ].join("\n");
    expect(parsePrometheusText(page)).toEqual({
      samples: [
        { name: "up", labels: {}, value: 1 },
        { name: "a:b_total", labels: { engine: "0", le: "+Inf" }, value: 1500 },
        { name: "trailing", labels: {}, value: Number.NEGATIVE_INFINITY },
        { name: "unknown", labels: {}, value: Number.NaN },
      ],
      unreadable: 0,
      firstUnreadable: undefined,
    });
  });

  test("escapes, braces and commas inside a label's value stay inside it", () => {
    expect(one('x{path="C:\\\\a",text="say \\"no\\", {y}",lines="1\\n2"} 3')).toEqual({
      name: "x",
      labels: { path: "C:\\a", text: 'say "no", {y}', lines: "1\n2" },
      value: 3,
    });
  });

  test("blanks, a comma behind the last label, and a carriage return at the end do no harm", () => {
    expect(one(' x { a = "1" , b="2", }  4\t5\r')).toEqual({ name: "x", labels: { a: "1", b: "2" }, value: 4 });
    expect(one('x{a="1"}4')).toMatchObject({ value: 4 });
    expect(parsePrometheusText("a 1\r\n\r\nb 2\r\n").samples.map(({ name }) => name)).toEqual(["a", "b"]);
  });

  test("what is not finite is read in the spellings in use", () => {
    const values = ["NaN", "Nan", "nan", "+Inf", "Inf", "-Inf", "inf", "-infinity"].map(
      (text) => one(`x ${text}`)?.value,
    );
    const { NaN: nan, POSITIVE_INFINITY: plus, NEGATIVE_INFINITY: minus } = Number;
    expect(values).toEqual([nan, nan, nan, plus, plus, minus, plus, minus]);
  });

  test("an exemplar is dropped, with and without times, and `# EOF` is a comment", () => {
    const page = 'a_total 17 # {trace_id="x # {"} 0.67 1520879607.789\nb{le="1"} 2 1520879607.7 # {} 1\n# EOF\n';
    expect(parsePrometheusText(page)).toMatchObject({
      samples: [
        { name: "a_total", value: 17 },
        { name: "b", labels: { le: "1" }, value: 2 },
      ],
      unreadable: 0,
    });
  });

  test("names in quotes are read", () => {
    expect(one('{"my.metric","a.b"="1",c="2"} 3')).toEqual({
      name: "my.metric",
      labels: { "a.b": "1", c: "2" },
      value: 3,
    });
  });

  test("a label may be called like a part of every object", () => {
    expect(Object.entries(one('x{__proto__="a",constructor="b"} 1')?.labels ?? {})).toEqual([
      ["__proto__", "a"],
      ["constructor", "b"],
    ]);
  });
});

test.each([
  "<html>",
  '[{"iter": 1}]',
  "name",
  "name abc",
  "name 0x10",
  "name1e5",
  'name{a="1} 2',
  "name{a=1} 2",
  'name{a="1" b="2"} 3',
  'name{a="1"}',
  '{a="1"} 2',
  "name 1 2 3",
])("a line that is no sample is counted, and costs no other: %s", (line) => {
  expect(parsePrometheusText(`up 1\n${line}\ndown 0\n${line}`)).toEqual({
    samples: [
      { name: "up", labels: {}, value: 1 },
      { name: "down", labels: {}, value: 0 },
    ],
    unreadable: 2,
    firstUnreadable: line,
  });
});

test("series that nobody wants are passed over, damaged ones among them", () => {
  const page = 'a 1\nb{x="} 2\nab 3\n{"a"} 4\n{"b"} 5\n!\n';
  expect(parsePrometheusText(page, (name) => name === "a")).toEqual({
    samples: [
      { name: "a", labels: {}, value: 1 },
      { name: "a", labels: {}, value: 4 },
    ],
    unreadable: 1,
    firstUnreadable: "!",
  });
});

test("every line of a real vLLM's page is read", async () => {
  const text = await readFile(new URL("fixtures/vllm-0.32.0.txt", import.meta.url), "utf8");
  const { samples, unreadable } = parsePrometheusText(text);
  expect(unreadable).toBe(0);
  expect(samples).toHaveLength(text.split("\n").filter((line) => line !== "" && !line.startsWith("#")).length);
});

test("a long line without an end does not take long", () => {
  const length = 200_000;
  const texts = [
    `x{${'a="1",'.repeat(length)}`,
    `x{a="${"\\\\".repeat(length)}`,
    `x ${"1".repeat(length)}e`,
    "{".repeat(length),
  ];
  for (const text of texts) expect(parsePrometheusText(text)).toMatchObject({ samples: [], unreadable: 1 });
});

describe("whatever a server sends", () => {
  const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
  const name = fc.stringMatching(/^[a-zA-Z_:][a-zA-Z0-9_:]{0,8}$/);
  const labels = fc.dictionary(fc.stringMatching(/^[a-zA-Z_][a-zA-Z0-9_]{0,8}$/), fc.string({ unit: "binary" }));

  test("is read without an error, line by line", () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(fc.string(), fc.constantFrom("{", "}", '"', "=", "#", "\\", " 1", "x", "\n"))),
        (parts) => {
          const text = parts.join("");
          const { samples, unreadable } = parsePrometheusText(text);
          expect(samples.length + unreadable).toBeLessThanOrEqual(text.split("\n").length);
        },
      ),
    );
  });

  test("gives back the names, labels and values that were written", () => {
    fc.assert(
      fc.property(name, labels, fc.double({ noNaN: true, noDefaultInfinity: true }), (series, given, value) => {
        const list = Object.entries(given).map(([label, text]) => `${label}="${escaped(text)}"`);
        const { samples } = parsePrometheusText(`${series}{${list.join(",")}} ${value}\n`);
        expect(samples).toEqual([{ name: series, labels: { ...given }, value: Number(`${value}`) }]);
      }),
    );
  });
});
