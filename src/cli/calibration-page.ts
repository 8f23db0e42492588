import { message } from "../locales/catalogue.js";
import type { Language } from "../model/localized-text.js";
import type { ReportBlock, ReportText } from "../model/report-model.js";
import type { AddedLatency, Calibration, Ceiling } from "../records/calibration.js";

/** A calibration as a page: the machine, its ceilings, and what the client adds at several loads. */
export function calibrationPage(
  calibration: Calibration,
  language: Language,
): { readonly title: string; readonly blocks: readonly ReportBlock[] } {
  const { machine, workers, transport, requests, events, added } = calibration;
  const say = (key: Parameters<typeof message>[1], data: Parameters<typeof message>[2] = {}): string =>
    message(language, key, data);
  const { cpuModel: cpu, cpuCount: count, nodeVersion: node, tokwattVersion: version } = machine;
  const ceiling = (name: string, { perSecond, limitedBy }: Ceiling): readonly ReportText[] =>
    [name, whole(perSecond), say(`cli.calibrate.limit.${limitedBy}`)].map(plain);
  const latency = (of: AddedLatency): readonly ReportText[] =>
    [
      whole(of.eventsPerSecond),
      `${whole(of.share * 100)} %`,
      say("cli.calibrate.pair", { p50: milliseconds(of.ttftP50Ms), p99: milliseconds(of.ttftP99Ms) }),
      say("cli.calibrate.pair", { p50: milliseconds(of.itlP50Ms), p99: milliseconds(of.itlP99Ms) }),
    ].map(plain);
  return {
    title: say("cli.calibrate.title"),
    blocks: [
      {
        kind: "paragraph",
        text: say("cli.calibrate.machine", { cpu, count, node, version, workers, transport }),
        tone: "plain",
      },
      {
        kind: "table",
        columns: [
          { header: say("cli.calibrate.column.ceiling"), align: "left" },
          { header: say("cli.calibrate.column.per-second"), align: "right" },
          { header: say("cli.calibrate.column.limit"), align: "left" },
        ],
        rows: [ceiling(say("cli.calibrate.requests"), requests), ceiling(say("cli.calibrate.events"), events)],
      },
      {
        kind: "table",
        columns: [
          { header: say("cli.calibrate.column.load"), align: "right" },
          { header: say("cli.calibrate.column.share"), align: "right" },
          { header: say("cli.calibrate.column.ttft"), align: "right" },
          { header: say("cli.calibrate.column.itl"), align: "right" },
        ],
        rows: added.map(latency),
      },
    ],
  };
}

function plain(text: string): ReportText {
  return { text, tone: "plain" };
}

function whole(value: number): string {
  return String(Math.round(value));
}

function milliseconds(value: number): string {
  return value.toFixed(2);
}
