import type { OpenSystem } from "../../contract/backend-adapter.js";
import type { Clock } from "../../contract/clock.js";
import { endpointGroup, endpointNames } from "../../contract/endpoint.js";
import type { PowerSource } from "../../contract/power-source.js";
import { createSelfCheckProbe } from "../../load/self-check.js";
import { InputError } from "../../model/errors.js";
import { failure, note, warning } from "../../model/finding.js";
import type { SystemDescription } from "../../model/run-record.js";
import { NS_PER_SECOND } from "../../model/time.js";
import { createLocalCommands } from "../../power/acquire/local-command.js";
import { checkOptionFiles } from "../../suite/option-files.js";
import type { ReadSystem } from "../../suite/read-system.js";
import { checkVariables } from "../../suite/variables.js";
import { describeMeters } from "../describe-meters.js";
import { findingOf } from "../finding-of.js";
import { checkBoundaries } from "./check-boundaries.js";
import { checkAccuracy, checkReadings } from "./check-meters.js";
import { type CheckResult, noticed, passed } from "./check-result.js";
import { checkServer, examineStreaming } from "./examine-endpoint.js";
import { examineEngine } from "./examine-engine.js";
import { examineMachine } from "./examine-machine.js";
import { examineTraining } from "./examine-training.js";
import { checkClock, clockStepNs, readClocks } from "./machine/clock.js";
import { checkEventLoop } from "./machine/event-loop.js";
import { probeMeters } from "./probe-meters.js";
import { type ReadDevice, summariseTrace } from "./summarise-meters.js";

/** What takes long enough to be announced. */
export type DoctorStep = "opening" | "asking" | "metering";

export interface DoctorOptions {
  /** As the user gave it. */
  readonly file: string;
  readonly system: ReadSystem;
  /** How long the meters are read. */
  readonly meterSeconds: number;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly environment: Readonly<Record<string, string | undefined>>;
  /** Told of each result as soon as it is there. */
  readonly report: (result: CheckResult) => void;
  readonly step: (step: DoctorStep) => void;
  /** A line of a started server or an adapter. */
  readonly log: (line: string) => void;
}

export interface DoctorReport {
  readonly devices: readonly ReadDevice[];
  /** What the system and its meters told of themselves. */
  readonly description: SystemDescription;
}

/**
 * Opens a system as a run does and looks at everything that a run rests on. What is wrong is a result, never an error;
 * whatever was opened is closed, also when `signal` aborts, after which nothing more is looked at.
 *
 * @throws InputError where the options use a variable that the environment does not have or a file that cannot be read, or lack
 *   something
 */
export async function examineSystem(options: DoctorOptions): Promise<DoctorReport> {
  const { system, clock, signal, environment, report } = options;
  checkVariables(system.variables, environment);
  checkOptionFiles(system.files, environment);
  reportFile(options);
  const before = readClocks(clock);
  const access = createLocalCommands({ clock, signal, environment });
  for (const result of await examineMachine(access)) report(result);
  const self = createSelfCheckProbe();
  self.startWindow();
  try {
    return await examineOpened(options);
  } finally {
    const { eventLoopDelay } = self.endWindow();
    if (!signal.aborted) {
      for (const result of checkEventLoop(eventLoopDelay)) report(result);
      report(checkClock(clockStepNs(clock), before, readClocks(clock)));
    }
  }
}

function reportFile({ file, system, report }: DoctorOptions): void {
  const { spec, adapter, powerSources } = system;
  report(passed("file", note("doctor-file", { file, system: spec.id })));
  const { name, version, provenance } = adapter;
  const sources = powerSources.map(({ definition }) => definition.name);
  report(passed("adapter", note("doctor-adapter", { name, version, provenance })));
  if (sources.length > 0) report(passed("adapter", note("doctor-power-sources", { sources: sources.join(", ") })));
}

/** A system that cannot be opened may still have meters of its own beside it. */
async function examineOpened(options: DoctorOptions): Promise<DoctorReport> {
  const { system, clock, signal, environment, report } = options;
  const { serving, training } = system.spec;
  // A system that only trains answers nobody.
  const opened = serving === undefined ? undefined : await open(options);
  let isDead = false;
  void opened?.died?.then((reason) => {
    isDead = true;
    report(noticed("connection", reason));
  });
  try {
    const known = opened === undefined || signal.aborted ? {} : await examineEndpoint(options, opened, () => isDead);
    if (training !== undefined || serving === undefined) {
      for (const result of await examineTraining(system, environment)) report(result);
    }
    const own = system.powerSources.map(({ definition, options: its }) =>
      definition.create(its, { clock, signal, environment }),
    );
    const meters = [...(opened?.powerSources ?? []), ...own];
    if (signal.aborted) return { devices: [], description: known };
    // The adapter's meters come with the system that it opens.
    const isHidden = opened === undefined && system.adapter.meters?.(system.options).length !== 0;
    const hidden = serving === undefined ? "doctor-meters-with-job" : "doctor-meters-not-opened";
    if (isHidden) report(noticed("power", note(hidden)));
    if (isHidden && meters.length === 0) return { devices: [], description: known };
    return await examineMeters(options, meters, known);
  } finally {
    await opened?.close().catch((error: unknown) => report(noticed("closing", findingOf(error))));
  }
}

async function open(options: DoctorOptions): Promise<OpenSystem | undefined> {
  const { system, clock, signal, environment, report, step, log } = options;
  const { adapter, spec } = system;
  const startNs = clock.nowNs();
  step("opening");
  try {
    const request = { system: spec, options: system.options, seed: "doctor", clock, signal, environment, log };
    const opened = await adapter.open(request);
    report(passed("connection", note("doctor-opened", { seconds: (clock.nowNs() - startNs) / NS_PER_SECOND })));
    return opened;
  } catch (error) {
    if (error instanceof InputError) throw error;
    if (!signal.aborted) report(noticed("connection", findingOf(error)));
    return undefined;
  }
}

async function examineEndpoint(
  { system, clock, signal, report, step }: DoctorOptions,
  opened: OpenSystem,
  isDead: () => boolean,
): Promise<SystemDescription> {
  const { endpoint } = opened;
  step("asking");
  let description: SystemDescription = {};
  try {
    description = await opened.describe();
    report(checkServer(description));
  } catch (error) {
    if (!signal.aborted) report(noticed("server", findingOf(error)));
  }
  if (endpoint === undefined) {
    report(noticed("connection", failure("no-endpoint", { system: system.spec.id })));
    return description;
  }
  const group = endpointGroup(endpoint);
  const names = endpointNames(group);
  for (const [index, one] of group.endpoints.entries()) {
    // The engine first: who else is there shows before we are.
    const engine = signal.aborted || isDead() ? [] : await examineEngine(one, clock);
    const streaming = signal.aborted || isDead() ? [] : await examineStreaming(one, clock, signal);
    const name = names.length === 1 ? {} : { endpoint: names[index] };
    for (const result of [...streaming, ...engine]) report({ ...result, ...name });
  }
  return description;
}

async function examineMeters(
  { system, meterSeconds, clock, signal, report, step }: DoctorOptions,
  meters: readonly PowerSource[],
  known: SystemDescription,
): Promise<DoctorReport> {
  const finding = (one: Parameters<typeof noticed>[1]): void => report(noticed("power", one));
  if (meters.length === 0) {
    finding(warning("doctor-no-meter"));
    return { devices: [], description: known };
  }
  step("metering");
  const description = await describeMeters(known, meters, { finding });
  const probe = await probeMeters(meters, meterSeconds, clock, signal);
  const devices = [
    ...probe.traces.map((trace) => summariseTrace(trace, false)),
    ...probe.crossChecks.map((trace) => summariseTrace(trace, true)),
  ];
  if (signal.aborted) return { devices, description };
  for (const result of checkReadings(devices)) report(result);
  for (const one of probe.findings) finding(one);
  for (const result of [...checkBoundaries(probe.traces, system.spec), ...checkAccuracy(devices)]) report(result);
  return { devices, description };
}
