import { joinClauses, joinNames, localize, message } from "../locales/catalogue.js";
import type { ComparedSystem } from "../model/comparison.js";
import type { Language } from "../model/localized-text.js";
import type { ReportText } from "../model/report-model.js";
import { formatPlain } from "./format-number.js";

const RATE_DIGITS = 2;

/**
 * Who a system is, by which adapter it was driven, how it is put together, what drove the load, and where its power was
 * read.
 */
export function systemLine(
  role: "report.role.candidate" | "report.role.baseline" | "report.role.system",
  system: ComparedSystem,
  language: Language,
): ReportText {
  const { name, unit, count } = system.accelerators;
  const identity = message(language, "report.system", {
    role: message(language, role),
    system: system.systemId,
    title: localize(language, system.title),
    name,
    unit,
    count,
    adapter: system.adapter.name,
    version: system.adapter.version,
  });
  const clauses = [
    identity,
    ...topologyClauses(system, language),
    ...loadClauses(system, language),
    ...meteringClauses(system, language),
  ];
  return { text: joinClauses(clauses, language), tone: "plain" };
}

function topologyClauses({ topology }: ComparedSystem, language: Language): readonly string[] {
  if (topology === undefined) return [];
  const { diesPerPackage, packagesPerNode, nodes, superNodes, scaleUp, scaleOut } = topology;
  return [
    message(language, "report.system.dies", { count: diesPerPackage }),
    message(language, "report.system.packages", { count: packagesPerNode }),
    message(language, "report.system.nodes", { count: nodes }),
    ...(superNodes === undefined ? [] : [message(language, "report.system.super-nodes", { count: superNodes })]),
    ...(scaleUp === undefined ? [] : [message(language, "report.system.scale-up", { network: scaleUp })]),
    ...(scaleOut === undefined ? [] : [message(language, "report.system.scale-out", { network: scaleOut })]),
  ];
}

/** Which transport carried the bytes, and how many processes shared the load. */
function loadClauses({ load }: ComparedSystem, language: Language): readonly string[] {
  if (load === undefined) return [];
  const transports = joinNames(load.transports, language);
  return [message(language, "report.system.load", { transports, workers: load.workers.join(" / ") })];
}

function meteringClauses({ metering }: ComparedSystem, language: Language): readonly string[] {
  if (metering.length === 0) return [message(language, "report.system.unmetered")];
  return metering.map(({ boundary, sources, meters, rateHz }) =>
    message(language, "report.system.metering", {
      boundary,
      sources: joinNames(sources, language),
      meters,
      rate: formatPlain(rateHz, RATE_DIGITS),
    }),
  );
}
