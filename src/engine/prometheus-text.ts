/** One line of a metrics page: a series and its value. */
export interface PrometheusSample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  /** May be NaN or infinite, as the format allows. */
  readonly value: number;
}

export interface PrometheusPage {
  /** In the order of the page. */
  readonly samples: readonly PrometheusSample[];
  /** Lines that are neither a sample nor a comment. */
  readonly unreadable: number;
  readonly firstUnreadable?: string | undefined;
}

/**
 * Reads a page of metrics in Prometheus' text form: format 0.0.4, OpenMetrics 1.0 (exemplars, times in seconds) and names
 * in quotes. Comments are skipped, times and exemplars are dropped. A line that is not understood is counted and left
 * out, so that one odd series does not cost all the others; never throws.
 *
 * Source: Prometheus documentation, "Exposition formats" and "UTF-8 in Prometheus"; OpenMetrics 1.0, section "Text format".
 *
 * @param isWanted series whose lines are worth reading; of the others only the name is looked at, as a page may have
 *   thousands of lines and is read while a load is driven
 */
export function parsePrometheusText(text: string, isWanted: (name: string) => boolean = () => true): PrometheusPage {
  const samples: PrometheusSample[] = [];
  let unreadable = 0;
  let firstUnreadable: string | undefined;
  let start = 0;
  while (start < text.length) {
    const feed = text.indexOf("\n", start);
    const end = feed < 0 ? text.length : feed;
    const opening = openingAt(text, start);
    const isBlank = opening === "" && text.slice(start, end).trim() === "";
    const isOther = opening !== "" && opening !== "{" && !isWanted(opening);
    if (opening !== "#" && !isBlank && !isOther) {
      const line = text.slice(start, end);
      const sample = parseSample(line);
      if (sample === undefined) {
        unreadable += 1;
        firstUnreadable ??= line.trim();
      } else if (isWanted(sample.name)) {
        samples.push(sample);
      }
    }
    start = end + 1;
  }
  return { samples, unreadable, firstUnreadable };
}

const OPENING = /[ \t]*([a-zA-Z_:][\w:]*|[{#]|)/y;

/** What a line begins with: the name of a series, `{` of one whose name is in quotes, `#` of a comment, else nothing. */
function openingAt(text: string, start: number): string {
  OPENING.lastIndex = start;
  return OPENING.exec(text)?.[1] ?? "";
}

const LABEL =
  /[ \t]*(?:([a-zA-Z_]\w*)|"([^"\\]*(?:\\.[^"\\]*)*)")[ \t]*(?:=[ \t]*"([^"\\]*(?:\\.[^"\\]*)*)"[ \t]*)?(,|\})/sy;
const LABELS_END = /[ \t]*\}/y;

/** A value, perhaps a time, perhaps an exemplar behind ` # `. */
const VALUE = /([ \t]*)(\S+)(?:[ \t]+[+-]?[\d.]+(?:[eE][+-]?\d+)?)?[ \t]*(?:#[ \t]*\{.*)?\r?$/sy;

function parseSample(line: string): PrometheusSample | undefined {
  const opening = openingAt(line, 0);
  const named = opening === "{" ? "" : opening;
  const afterName = line.indexOf(named) + named.length;
  const brace = line.indexOf("{", afterName);
  const hasLabels = brace >= 0 && line.slice(afterName, brace).trim() === "";
  const list = hasLabels ? parseLabels(line, brace + 1) : { labels: {}, end: afterName };
  if (list === undefined) return undefined;
  VALUE.lastIndex = list.end;
  const [, blank = "", valueText = ""] = VALUE.exec(line) ?? [];
  if (!hasLabels && blank === "") return undefined;
  const name = named === "" ? (list.name ?? "") : named;
  const value = parseValue(valueText);
  return name === "" || value === undefined ? undefined : { name, labels: list.labels, value };
}

interface LabelList {
  readonly labels: Readonly<Record<string, string>>;
  /** A name in quotes that stands among the labels. */
  readonly name?: string | undefined;
  /** Place behind the closing brace. */
  readonly end: number;
}

function parseLabels(line: string, from: number): LabelList | undefined {
  const labels: [string, string][] = [];
  let name: string | undefined;
  let at = from;
  for (;;) {
    LABELS_END.lastIndex = at;
    // Also behind a comma: the format allows one after the last label.
    if (LABELS_END.test(line)) return { labels: Object.fromEntries(labels), name, end: LABELS_END.lastIndex };
    LABEL.lastIndex = at;
    const [, plain, quoted, value, ending] = LABEL.exec(line) ?? [];
    if (ending === undefined) return undefined;
    const key = plain ?? unescapeText(quoted ?? "");
    if (value !== undefined) labels.push([key, unescapeText(value)]);
    else if (plain === undefined && name === undefined) name = key;
    else return undefined;
    at = ending === "," ? LABEL.lastIndex : LABEL.lastIndex - 1;
  }
}

const ESCAPED = /\\(.)/gs;

function unescapeText(text: string): string {
  return text.includes("\\") ? text.replace(ESCAPED, (_, next: string) => (next === "n" ? "\n" : next)) : text;
}

const NUMBER = /^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?$/;
const NOT_FINITE: Readonly<Record<string, number>> = {
  nan: Number.NaN,
  inf: Number.POSITIVE_INFINITY,
  infinity: Number.POSITIVE_INFINITY,
};

/** Writers differ in the case of NaN and Inf: MindIE's page has `Nan`. */
function parseValue(text: string): number | undefined {
  if (NUMBER.test(text)) return Number(text);
  const sign = text.startsWith("-") ? -1 : 1;
  const word = text.replace(/^[+-]/, "").toLowerCase();
  return Object.hasOwn(NOT_FINITE, word) ? sign * (NOT_FINITE[word] ?? 0) : undefined;
}
