import type { Finding } from "../model/finding.js";
import type { Plan } from "../model/plan.js";
import type { PowerTraceHeader } from "../model/power-trace.js";
import type { RawEntry, RawLogHeader } from "../model/raw-log.js";
import type { RequestSample } from "../model/request-sample.js";
import type { RunManifest } from "../model/run-record.js";
import type { SystemSpec } from "../model/system.js";
import { thisMachine } from "./redact.js";
import { redactTrainingFacts, redactTrainingSystem } from "./redact-training.js";
import { hideKnownSecrets, withoutKnownSecrets } from "./redaction/known-secrets.js";

/*
 * Which fields of a record hold what people and machines wrote freely. Ids, closed lists, numbers and hashes are left
 * alone: a machine called `gpu` or `client` must not change which adapter a record names, nor the ids that join records. The
 * alias of a shard is such an id, and the name of its files.
 */

/**
 * A plan as it may be recorded. The plan's hash must be taken of this form, so that a record can be checked against it:
 * `hashOf(redactPlan(planWithoutHash))`.
 */
export function redactPlan<Fixed extends Omit<Plan, "hash">>(plan: Fixed): Fixed {
  const { value } = thisMachine();
  return {
    ...plan,
    suite: { ...plan.suite, title: value(plan.suite.title) },
    systems: plan.systems.map(redactSystem),
    workloads: plan.workloads.map((workload) => ({ ...workload, title: value(workload.title) })),
  };
}

/** A system as it may be shown or recorded; its hash stays that of the file. */
export function redactSystem(system: SystemSpec): SystemSpec {
  const { value, text, citation } = thisMachine();
  const { accelerators, topology, serving, training, power } = system;
  return {
    ...system,
    title: value(system.title),
    options: value(system.options),
    accelerators: { ...accelerators, name: text(accelerators.name) },
    ...(topology === undefined ? {} : { topology: value(topology) }),
    ...(serving === undefined ? {} : { serving: value(serving) }),
    ...(training === undefined ? {} : { training: redactTrainingSystem(training) }),
    power: {
      bridges: power.bridges.map((bridge) => ({ ...bridge, source: citation(bridge.source) })),
      sources: power.sources.map((source) => ({ ...source, options: value(source.options) })),
    },
    sources: system.sources.map(citation),
  };
}

/** A manifest as it may be written. */
export function redactManifest(manifest: RunManifest): RunManifest {
  const { value } = thisMachine();
  const { failure, endpoints, training } = manifest;
  return {
    ...manifest,
    plan: redactPlan(manifest.plan),
    description: value(hideKnownSecrets(manifest.description)),
    ...(endpoints === undefined ? {} : { endpoints: value(hideKnownSecrets(endpoints)) }),
    ...(training === undefined ? {} : { training: redactTrainingFacts(training) }),
    ...(failure === undefined ? {} : { failure: redactFinding(failure) }),
  };
}

export function redactFinding(finding: Finding): Finding {
  return { ...finding, data: thisMachine().value(hideKnownSecrets(finding.data)) };
}

export function redactTraceHeader(header: PowerTraceHeader): PowerTraceHeader {
  const { text, citation } = thisMachine();
  const { accuracy } = header;
  return {
    ...header,
    source: text(header.source),
    device: text(header.device),
    accuracy: accuracy === "unknown" ? accuracy : { ...accuracy, source: citation(accuracy.source) },
  };
}

export function redactRawHeader(header: RawLogHeader): RawLogHeader {
  return { ...header, origin: thisMachine().value(header.origin) };
}

/** Raw output keeps its words and columns, so that it can be parsed again. */
export function redactRawEntry(entry: RawEntry): RawEntry {
  return { ...entry, text: thisMachine().toolOutput(withoutKnownSecrets(entry.text)) };
}

export function redactSample(sample: RequestSample): RequestSample {
  const { failure } = sample;
  if (failure === undefined) return sample;
  return { ...sample, failure: { ...failure, detail: thisMachine().text(withoutKnownSecrets(failure.detail)) } };
}
