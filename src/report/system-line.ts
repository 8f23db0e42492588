import { localize, message } from "../locales/catalogue.js";
import type { ComparedSystem } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportText } from "../model/report-model.js";

/** Who a system is, and by which adapter it was driven. */
export function systemLine(
  role: "report.role.candidate" | "report.role.baseline" | "report.role.system",
  system: ComparedSystem,
  language: Language,
): ReportText {
  const { name, unit, count } = system.accelerators;
  const text = message(language, "report.system", {
    role: message(language, role),
    system: system.systemId,
    title: localize(language, system.title),
    name,
    unit,
    count,
    adapter: system.adapter.name,
    version: system.adapter.version,
  });
  return { text, tone: "plain" };
}
