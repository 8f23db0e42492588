import { localize, message } from "../../locales/catalogue.js";
import type { GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import { marksText } from "../marks.js";
import { escapeMarkdown } from "../renderers/escape-markdown.js";
import { renderMarkdown } from "../renderers/markdown.js";
import { fitLines } from "./fit-lines.js";
import { gateBlocks } from "./gate-blocks.js";
import { gateMarks } from "./line-text.js";

const MOST_TITLE_CHARACTERS = 200;
const DETAILS_END = "</details>";

/** Where a page of Markdown goes, and how much of it that place takes. */
export interface MarkdownPlace {
  /** First line of the page, before anything that is seen. */
  readonly marker?: string | undefined;
  /** Lines of the gate that stand open; the others are folded away. */
  readonly openLines: number;
  readonly limit: number;
  /** In the unit of the limit. */
  readonly sizeOf: (text: string) => number;
  readonly limitKey: "ci.cut.characters" | "ci.cut.bytes";
}

/** The gate as a page of GitHub-flavoured Markdown that fits into its place; what is cut off is counted at its end. */
export function gateMarkdown(report: GateReport, language: Language, place: MarkdownPlace): string {
  const { first, rest } = gateBlocks(report, language, place.openLines);
  const head = [...(place.marker === undefined ? [] : [place.marker]), `## ${title(report, language)}`];
  const details = [`<details><summary>${message(language, "ci.details")}</summary>`, ...renderMarkdown(rest)];
  const whole = [...head, ...renderMarkdown(first), ...details].join("\n\n").split("\n");
  const end = ["", DETAILS_END, ""];
  const endSize = place.sizeOf(end.join("\n")) + 1;
  const all = fitLines(whole, place.limit - endSize, place.sizeOf);
  if (all.left === 0) return [...all.lines, ...end].join("\n");
  // The longest that the sentence can get: it is not known yet how much it has to tell of.
  const room = endSize + place.sizeOf(cutSentence(whole.length, whole.length, place, language)) + 2;
  const { lines, left } = fitLines(whole, place.limit - room, place.sizeOf);
  const isOpen = lines.some((line) => line.startsWith("<details>"));
  return [...lines, ...(isOpen ? end : [""]), cutSentence(left, whole.length, place, language), ""].join("\n");
}

/** Long titles are cut, so that one of them cannot push the verdict off the page. */
function title(report: GateReport, language: Language): string {
  const name = [...localize(language, report.title)];
  const shown = name.length > MOST_TITLE_CHARACTERS ? [...name.slice(0, MOST_TITLE_CHARACTERS), "…"] : name;
  const marks = marksText(gateMarks(report, language), language);
  const text = message(language, "ci.title", { suite: shown.join("") });
  return escapeMarkdown(marks === "" ? text : `${text} [${marks}]`);
}

function cutSentence(left: number, lines: number, { limit, limitKey }: MarkdownPlace, language: Language): string {
  return `> **${message(language, "ci.cut", { left, lines, limit: message(language, limitKey, { limit }) })}**`;
}
