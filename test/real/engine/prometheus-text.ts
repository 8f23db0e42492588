/** One line of a metrics page: a series name, its labels and its value. */
export interface PrometheusSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

const SAMPLE_LINE = /^([a-zA-Z_:][a-zA-Z0-9_:]*)(?:\{(.*)\})? (\S+)(?: -?\d+)?$/;
const LABEL = /([a-zA-Z_][a-zA-Z0-9_]*)="((?:[^"\\]|\\.)*)",?/y;
const ESCAPED = /\\(.)/g;

/**
 * Reads the Prometheus text exposition format, as far as servers use it: comments are skipped, times are dropped.
 *
 * @throws Error naming the first line that is not of the format: a page that is half understood would make wrong counts
 * Source: Prometheus documentation, "Exposition formats", text-based format 0.0.4
 */
export function parsePrometheusText(text: string): readonly PrometheusSample[] {
  return text
    .split("\n")
    .filter((line) => line.trim() !== "" && !line.startsWith("#"))
    .map(parseSample);
}

function parseSample(line: string): PrometheusSample {
  const [, name, labelText = "", valueText] = SAMPLE_LINE.exec(line) ?? [];
  if (name === undefined || valueText === undefined) throw new Error(`not a Prometheus sample: ${line}`);
  return { name, labels: parseLabels(labelText, line), value: parseValue(valueText, line) };
}

function parseLabels(text: string, line: string): Readonly<Record<string, string>> {
  const labels: Record<string, string> = {};
  LABEL.lastIndex = 0;
  while (LABEL.lastIndex < text.length) {
    const [, name, escapedValue] = LABEL.exec(text) ?? [];
    if (name === undefined || escapedValue === undefined) throw new Error(`not a Prometheus label list: ${line}`);
    labels[name] = escapedValue.replace(ESCAPED, (_, character: string) => (character === "n" ? "\n" : character));
  }
  return labels;
}

function parseValue(text: string, line: string): number {
  if (text === "NaN") return Number.NaN;
  const value = Number(text.replace(/Inf$/, "Infinity"));
  if (Number.isNaN(value)) throw new Error(`not a Prometheus value: ${line}`);
  return value;
}
