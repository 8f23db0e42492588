import { basename } from "node:path";
import { API_VERSION } from "../contract/backend-adapter.js";
import { definePowerSource } from "../contract/define.js";
import type { PowerSink, PowerSource, PowerSourceContext, PowerTraceSink } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import { LOCAL_SHARD } from "../model/run-record.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";
import { refuseNode } from "./metered-place.js";
import { recordedFormats } from "./recorded/formats.js";
import { type RecordedTelemetryOptions, recordedTelemetryOptionsSchema } from "./recorded/options.js";
import { readRecorded } from "./recorded/read-recorded.js";
import { type RecordedSurvey, type SurveyedDevice, surveyRecorded } from "./recorded/survey.js";
import { unparsedFindings } from "./telemetry-findings.js";
import { accuracyOf } from "./telemetry-options.js";
import { deviceMissing } from "./telemetry-source.js";

const ID = "recorded-telemetry";
const MILLISECONDS_PER_MINUTE = 60_000;

/**
 * What meters showed during a job that has ended: a file whose lines say when they were written, lined up with the wall times of
 * the job's log. `start` reads all of it that is not before the run; `stop` has nothing to stop.
 */
export const recordedTelemetrySource = definePowerSource<RecordedTelemetryOptions>({
  apiVersion: API_VERSION,
  name: ID,
  optionsSchema: recordedTelemetryOptionsSchema,
  files: ["file"],
  readsRecorded: true,
  create: createRecordedTelemetry,
  meters: ({ format, boundary, kind }) => {
    const { meter } = recordedFormats[format];
    const at = boundary ?? meter.boundary;
    return [{ source: meter.source, kind: kind ?? meter.kind, boundaries: at === undefined ? [] : [at] }];
  },
});

function createRecordedTelemetry(options: RecordedTelemetryOptions, context: PowerSourceContext): PowerSource {
  const refused = refuseNode(ID, context);
  if (refused !== undefined) return refused;
  return {
    id: options.node === undefined ? ID : `${options.node}-${ID}`,
    start: (sink) => handOver(options, context, sink),
    stop: async () => {},
  };
}

/** @throws MeasurementError `recorded-telemetry-*`, `device-missing`, `interrupted` */
async function handOver(
  options: RecordedTelemetryOptions,
  { recordedFromUnixMs, signal }: PowerSourceContext,
  sink: PowerSink,
): Promise<void> {
  const { file, format: name, utcOffsetMinutes } = options;
  const recorded = recordedFormats[name];
  if (recordedFromUnixMs === undefined) {
    throw new MeasurementError(failure("recorded-telemetry-needs-clock", { file: basename(file) }));
  }
  const aheadMs = recorded.isUtc ? 0 : utcOffsetMinutes * MILLISECONDS_PER_MINUTE;
  const stampOf = (unixMs: number): Nanoseconds =>
    Math.round((unixMs - aheadMs - recordedFromUnixMs) * NS_PER_MILLISECOND);
  const survey = await surveyRecorded(readRecorded(file, recorded, recorded.format.createParser()));
  const devices = chooseDevices(options, survey);
  checkSpan(options, survey, recordedFromUnixMs, aheadMs);

  const raw = sink.openRaw({
    id: idOf(options, name),
    format: recorded.format.name,
    framing: "lines",
    origin: [basename(file)],
    shard: LOCAL_SHARD,
  });
  const traces = openTraces(options, devices, sink);
  const parser = recorded.format.createParser();
  for await (const { text, readings, label } of readRecorded(file, recorded, parser)) {
    if (signal.aborted) throw new MeasurementError(failure("interrupted"));
    const atNs = label === undefined ? undefined : stampOf(label.unixMs);
    if (atNs !== undefined && atNs < 0) continue;
    // A header explains what comes after it, whenever it was written.
    raw.append({ atNs: atNs ?? 0, withinNs: 0, text });
    if (atNs === undefined) continue;
    for (const { device, watts, state } of readings) traces.get(device)?.sample(watts, state, atNs);
  }
  for (const finding of unparsedFindings(ID, name, [parser])) sink.report(finding);
}

function chooseDevices({ devices: wanted }: RecordedTelemetryOptions, survey: RecordedSurvey) {
  if (wanted === undefined) return survey.devices;
  const found = survey.devices.map(({ key }) => key);
  const missing = wanted.map(String).filter((key) => !found.includes(key));
  if (missing.length > 0) throw deviceMissing(ID, missing, found);
  return survey.devices.filter(({ key }) => wanted.some((each) => String(each) === key));
}

/** A file of another time is most often one of another zone. */
function checkSpan(
  { file, format }: RecordedTelemetryOptions,
  { span }: RecordedSurvey,
  recordedFromUnixMs: number,
  aheadMs: number,
): void {
  const name = basename(file);
  if (span === undefined) throw new MeasurementError(failure("recorded-telemetry-untimed", { file: name, format }));
  if (span.untilUnixMs - aheadMs >= recordedFromUnixMs) return;
  const [from, until, began] = [span.fromUnixMs - aheadMs, span.untilUnixMs - aheadMs, recordedFromUnixMs].map((ms) =>
    new Date(ms).toISOString(),
  ) as [string, string, string];
  throw new MeasurementError(failure("recorded-telemetry-elsewhere", { file: name, from, until, began }));
}

function openTraces(
  options: RecordedTelemetryOptions,
  devices: readonly SurveyedDevice[],
  sink: PowerSink,
): ReadonlyMap<string, PowerTraceSink> {
  const ids = new Set<string>();
  return new Map(
    devices.map((device) => {
      const header = headerOf(options, device, ids);
      ids.add(header.id);
      return [device.key, sink.open(header)];
    }),
  );
}

function headerOf(
  options: RecordedTelemetryOptions,
  { key, chip, intervalNs }: SurveyedDevice,
  taken: ReadonlySet<string>,
): PowerTraceHeader {
  const { meter } = recordedFormats[options.format];
  const { node, boundary = meter.boundary, kind = meter.kind, averagingSeconds = meter.averagingSeconds } = options;
  const title = kind === "gpu" && /^\d+$/.test(key) ? `${chip ?? ""} GPU ${key}`.trim() : key;
  const own = idOf(options, `${meter.source}-${key}`);
  return {
    id: taken.has(own) ? `${own}-${taken.size}` : own,
    source: meter.source,
    kind,
    device: node === undefined ? title : `${node} ${title}`,
    // The schema lets no file pass whose boundary nobody knows.
    boundary: boundary ?? "facility",
    quantity: "watts",
    shard: LOCAL_SHARD,
    averagingNs: Math.round(averagingSeconds * NS_PER_SECOND),
    intervalNs,
    resolution: 0,
    accuracy: accuracyOf(options.accuracy, meter.accuracy),
  };
}

/** Names of devices are any text; ids of traces are names of files. */
function idOf({ node }: RecordedTelemetryOptions, text: string): string {
  const plain = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-+|-+$/g, "");
  return node === undefined ? plain : `${node}-${plain}`;
}
