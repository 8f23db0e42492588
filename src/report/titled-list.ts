import type { ReportBlock, ReportText } from "../model/report-model.js";

/** A list under a strong line; nothing where the list is empty. */
export function titledList(title: string, items: readonly ReportText[]): readonly ReportBlock[] {
  if (items.length === 0) return [];
  return [
    { kind: "paragraph", text: title, tone: "strong" },
    { kind: "list", items },
  ];
}
