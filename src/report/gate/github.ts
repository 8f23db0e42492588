import { API_VERSION } from "../../contract/backend-adapter.js";
import type { GateSurface } from "../../contract/gate-surface.js";
import { localize, message } from "../../locales/catalogue.js";
import type { GateLine, GateReport } from "../../model/gate.js";
import type { Language } from "../../model/localized-text.js";
import { behindMarks } from "../marks.js";
import { ANNOTATION_KINDS, type Annotation, type AnnotationKind, annotationLine } from "./annotation.js";
import { joinedStatements } from "./gate-statements.js";
import { countStatuses, type LineStatus, type PageStatus, pageStatus, statusOf } from "./line-status.js";
import { gateMarks, lineSentences, pairText, workloadText } from "./line-text.js";

/** GitHub shows this many of a kind in one step, and drops the others without a word. */
export const MOST_ANNOTATIONS_OF_A_KIND = 10;

const KINDS: Readonly<Record<PageStatus, AnnotationKind>> = {
  nothing: "error",
  blind: "error",
  failed: "error",
  "not-comparable": "error",
  regressed: "error",
  missed: "error",
  unconfirmed: "warning",
  inconclusive: "warning",
  improved: "notice",
  ok: "notice",
};

/**
 * Annotations on standard output: one that sums up each status, then the single lines of errors and warnings as far as GitHub
 * shows them. A line of its own for every `ok` would bury them.
 */
export const githubSurface: GateSurface = {
  apiVersion: API_VERSION,
  name: "github",
  appends: false,
  render: (report, language) => {
    const all = annotationsOf(report, language);
    return all.map((annotation) => `${annotationLine(annotation)}\n`).join("");
  },
};

function annotationsOf(report: GateReport, language: Language): readonly Annotation[] {
  const gate = behindMarks(
    message(language, "ci.title", { suite: localize(language, report.title) }),
    gateMarks(report, language),
    language,
  );
  const whole = wholeAnnotation(report, gate, language);
  const sums = countStatuses(report.lines).map(({ status, count }) => ({
    kind: KINDS[status],
    title: gate,
    status,
    text: message(language, "ci.count.lines", {
      count,
      all: report.lines.length,
      status: message(language, `ci.status.${status}`),
    }),
  }));
  return ANNOTATION_KINDS.flatMap((kind) => {
    const before = [...whole, ...sums].filter((one) => one.kind === kind);
    const room = MOST_ANNOTATIONS_OF_A_KIND - before.length;
    const statuses = sums.flatMap((sum) => (sum.kind === kind ? [sum.status] : []));
    return [...before, ...(kind === "notice" ? [] : singleLines(report, { kind, statuses, room, gate }, language))];
  });
}

/** What is to be said of the gate as a whole: its headline with the stamps, or that nothing was judged, or that it is blind. */
function wholeAnnotation(report: GateReport, title: string, language: Language): readonly Annotation[] {
  return [{ kind: KINDS[pageStatus(report)], title, text: joinedStatements(report, language) }];
}

interface Place {
  readonly kind: AnnotationKind;
  readonly statuses: readonly LineStatus[];
  /** How many annotations of the kind there is room for. */
  readonly room: number;
  /** Title of what is said of the gate as a whole. */
  readonly gate: string;
}

/** The lines of one kind in the order of the plan, by status; the last place says how many there are no places for. */
function singleLines(
  report: GateReport,
  { kind, statuses, room, gate }: Place,
  language: Language,
): readonly Annotation[] {
  const lines = statuses.flatMap((status) => report.lines.filter((line) => statusOf(line) === status));
  const shown = lines.length <= room ? lines : lines.slice(0, room - 1);
  const marks = gateMarks(report, language);
  const single = (line: GateLine): Annotation => ({
    kind,
    title: behindMarks(`${pairText(line, language)} / ${workloadText(line, language)}`, marks, language),
    text: lineSentences(line, language),
  });
  const left = lines.length - shown.length;
  return [
    ...shown.map(single),
    ...(left === 0 ? [] : [{ kind, title: gate, text: message(language, "ci.annotation.more", { count: left }) }]),
  ];
}
