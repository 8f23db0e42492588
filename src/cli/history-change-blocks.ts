import { joinClauses, message, wordText } from "../locales/catalogue.js";
import type { HistoryChange, HistorySeries } from "../model/history.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, Tone } from "../model/report-model.js";
import { markedName } from "../report/charts/series-marks.js";
import { shortCommit } from "../report/charts/short-commit.js";
import { formatChange } from "../report/format-number.js";
import { titledList } from "../report/titled-list.js";
import { historyTable, shownP } from "./history-words.js";

/** Changes of level with the commits between which they lie; that there are none where there are none. */
export function changeTable(all: readonly HistorySeries[], language: Language): readonly ReportBlock[] {
  const rows = all.flatMap((series) => series.changes.map((change) => changeRow(series, change, language)));
  if (rows.length === 0) {
    return [{ kind: "paragraph", text: message(language, "history.no-changes"), tone: "plain" }];
  }
  const columns = [
    ["between", "left"],
    ["change", "right"],
    ["p", "right"],
    ["state", "left"],
    ["id", "left"],
  ] as const;
  return [
    { kind: "paragraph", text: message(language, "history.changes"), tone: "strong" },
    historyTable(columns, rows, language),
    { kind: "paragraph", text: message(language, "history.p-note"), tone: "muted" },
  ];
}

function changeRow(series: HistorySeries, change: HistoryChange, language: Language) {
  const { id, lastBefore, firstAfter, ratio, p, state } = change;
  const between = message(language, "history.between", {
    before: shortCommit(lastBefore),
    after: shortCommit(firstAfter),
  });
  const tone = toneOf(change, series.better);
  const text = markedName(formatChange(ratio), series, language);
  return [between, { text, tone }, shownP(p), wordText(language, state), id];
}

function toneOf({ ratio, state }: HistoryChange, better: HistorySeries["better"]): Tone {
  if (state === "refuted" || better === "neither") return "muted";
  return ratio > 1 === (better === "higher") ? "good" : "bad";
}

/** Each change of environment once, though all metrics of a cell have it; nothing where there are none. */
export function breakList(all: readonly HistorySeries[], language: Language): readonly ReportBlock[] {
  const texts = all.flatMap(({ breaks, points, systemId: system, workloadId: workload }) =>
    breaks.map(({ index, facts }) => {
      const changed = facts.map(({ name, before, after }) =>
        message(language, "history.fact", { name, before: before || "–", after: after || "–" }),
      );
      const commit = shortCommit(points[index]?.commit ?? "");
      return message(language, "history.break", { commit, system, workload, facts: joinClauses(changed, language) });
    }),
  );
  const items = [...new Set(texts)].map((text) => ({ text, tone: "plain" }) as const);
  return titledList(message(language, "history.breaks"), items);
}
