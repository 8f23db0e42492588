import { bridgePath, reachableBoundaries } from "../energy/bridge-path.js";
import { metersAccelerators } from "../energy/metered-boundaries.js";
import { joinClauses, joinNames, localize, message, wordText } from "../locales/catalogue.js";
import { BOUNDARIES, type Boundary, type Bridge } from "../model/boundary.js";
import type { MessageData } from "../model/finding.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportModel, ReportText } from "../model/report-model.js";
import type { SystemSpec } from "../model/system.js";
import { formatPlain } from "../report/format-number.js";
import { titledList } from "../report/titled-list.js";
import type { SystemDescriptionPage } from "./describe-system.js";
import { trainingLines } from "./describe-training.js";

/** Digits of a bridge's watts: as the file has them. */
const WATT_DIGITS = 12;

/** By how many boundaries a meter may read at: none is known, one, several. */
const METER_KEYS = ["cli.describe.meter-unknown", "cli.describe.meter", "cli.describe.meter-decided"] as const;

type PageKey = Parameters<typeof message>[1];
type Say = (key: PageKey, data?: MessageData) => string;

/** A system as its file describes it, in words. */
export function describePage(page: SystemDescriptionPage, language: Language): Pick<ReportModel, "title" | "blocks"> {
  const { system } = page;
  const say: Say = (key, data) => message(language, key, data);
  const section = (title: PageKey, lines: readonly string[]): readonly ReportBlock[] =>
    titledList(say(title), lines.map(plain));
  return {
    title: localize(language, system.title),
    blocks: [
      { kind: "list", items: identityLines(page, say, language).map(plain) },
      ...section("cli.describe.accelerators", acceleratorLines(system, say)),
      ...section("cli.describe.serving", servingLines(system, say)),
      ...section("cli.describe.training", trainingLines(page, language)),
      ...section("cli.describe.power", powerLines(page, say, language)),
      ...section(
        "cli.describe.bridges",
        system.power.bridges.map((bridge) => bridgeLine(bridge, say)),
      ),
      ...section("cli.describe.reach", reachLines(page, say, language)),
      ...section("cli.describe.sources", system.sources),
    ],
  };
}

function identityLines(
  { file, system, adapter, plugins, variables }: SystemDescriptionPage,
  say: Say,
  language: Language,
): readonly string[] {
  const { name, version, provenance } = adapter;
  const packages = Object.entries(plugins).map(([plugin, itsVersion]) => `${plugin} ${itsVersion}`);
  return [
    say("cli.describe.id", { id: system.id, file }),
    say("cli.describe.adapter", { name, version, provenance, lifecycle: system.lifecycle }),
    ...(packages.length === 0 ? [] : [say("cli.describe.plugins", { packages: joinNames(packages, language) })]),
    ...(variables.length === 0 ? [] : [say("cli.describe.variables", { names: joinNames(variables, language) })]),
    say("cli.describe.hash", { hash: system.hash }),
  ];
}

function acceleratorLines({ accelerators, topology }: SystemSpec, say: Say): readonly string[] {
  const { name, unit, count, kind } = accelerators;
  const counted = say("cli.describe.count", { count, name, unit });
  const first = kind === undefined ? counted : say("cli.describe.count-of-kind", { counted, kind });
  if (topology === undefined) return [first];
  const { diesPerPackage, packagesPerNode, nodes, superNodes, scaleUp, scaleOut } = topology;
  const packages = nodes * packagesPerNode;
  const data = { nodes, packagesPerNode, diesPerPackage, packages, dies: packages * diesPerPackage };
  return [
    first,
    say("cli.describe.topology", data),
    ...(superNodes === undefined ? [] : [say("cli.describe.super-nodes", { superNodes })]),
    ...(scaleUp === undefined ? [] : [say("cli.describe.scale-up", { network: scaleUp })]),
    ...(scaleOut === undefined ? [] : [say("cli.describe.scale-out", { network: scaleOut })]),
  ];
}

function servingLines({ serving }: SystemSpec, say: Say): readonly string[] {
  if (serving === undefined) return [say("cli.describe.serves-nothing")];
  const { model, precision, tokenizer, engine, speculation } = serving;
  const { method, acceptance } = speculation ?? {};
  return [
    say("cli.describe.model", { model, precision, tokenizer }),
    ...(engine === undefined ? [] : [say("cli.describe.engine", { engine })]),
    ...(method === undefined
      ? []
      : acceptance === undefined
        ? [say("cli.describe.speculation", { method })]
        : [say("cli.describe.speculation-accepted", { method, acceptance })]),
  ];
}

function powerLines({ meters, system }: SystemDescriptionPage, say: Say, language: Language): readonly string[] {
  if (meters.length === 0) return [say("cli.describe.no-meter")];
  return meters.map(({ from, source = from, kind, boundaries }) => {
    const places = joinNames(
      boundaries.map((boundary) => wordText(language, boundary)),
      language,
    );
    const line = say(METER_KEYS[Math.min(boundaries.length, 2)] ?? "cli.describe.meter", { from, source, places });
    const isBeside = !metersAccelerators(kind, system.accelerators);
    return isBeside ? say("cli.describe.meter-beside", { line, kind: kind ?? "" }) : line;
  });
}

function bridgeLine({ from, to, wattsLow, wattsHigh, source }: Bridge, say: Say): string {
  return say("cli.describe.bridge", { from, to, ...watts(wattsLow, wattsHigh), source });
}

/** From each boundary that is metered, every wider one that bridges lead to, with all that they add on the way. */
function reachLines({ system, meters }: SystemDescriptionPage, say: Say, language: Language): readonly string[] {
  const { bridges } = system.power;
  const counted = meters.filter(({ kind }) => metersAccelerators(kind, system.accelerators));
  const metered = BOUNDARIES.filter((boundary) => counted.some(({ boundaries }) => boundaries.includes(boundary)));
  return metered.map((from) => {
    const reached = BOUNDARIES.filter((to) => to !== from && reachableBoundaries(bridges, [from]).has(to));
    const metered = say("cli.describe.reach-metered", { boundary: from });
    const bridged = reached.map((to) => reachText(bridges, from, to, say));
    return joinClauses([metered, ...bridged], language);
  });
}

function reachText(bridges: readonly Bridge[], from: Boundary, to: Boundary, say: Say): string {
  const path = bridgePath(bridges, from, to) ?? [];
  const low = path.reduce((sum, bridge) => sum + bridge.wattsLow, 0);
  const high = path.reduce((sum, bridge) => sum + bridge.wattsHigh, 0);
  return say("cli.describe.reach-bridged", { boundary: to, ...watts(low, high) });
}

function watts(low: number, high: number) {
  return { low: formatPlain(low, WATT_DIGITS), high: formatPlain(high, WATT_DIGITS) };
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}
