/**
 * The library: what the command does, in the same steps. Read a suite, execute it, read the results, compare them, build a
 * report and render it. Adapters, power sources, metrics and renderers are plain values in registries.
 */
export { builtInBackends, createBackendRegistry } from "./backends/all.js";
export { externalPackages } from "./backends/load-external.js";
export { compareResults } from "./compare/compare-results.js";
export { confirmRegressions, type SecondLook, suspectsOf } from "./compare/gate/confirm-regressions.js";
export type { GateJudgement } from "./compare/gate/gate-judgement.js";
export { type GateChoices, gateReport } from "./compare/gate/gate-report.js";
export { judgeGate } from "./compare/gate/judge-gate.js";
export { historyEntries } from "./compare/history/history-entries.js";
export { seriesOf } from "./compare/history/history-series.js";
export { judgeResults } from "./compare/judge-results.js";
export type { Selection } from "./compare/select-execution.js";
export type {
  BackendAdapter,
  OpenRequest,
  OpenSystem,
  OpenTraining,
  TrainRequest,
} from "./contract/backend-adapter.js";
export { API_VERSION } from "./contract/backend-adapter.js";
export type { Clock } from "./contract/clock.js";
export { defineBackend, definePowerSource } from "./contract/define.js";
export type { Balance, Endpoint, EndpointGroup } from "./contract/endpoint.js";
export { endpointGroup } from "./contract/endpoint.js";
export type { ExternalPackages, PackageReading } from "./contract/external-packages.js";
export type { GateSurface } from "./contract/gate-surface.js";
export type { InferenceView, MetricDefinition, RunView, TrainingView } from "./contract/metric.js";
export type {
  PowerSink,
  PowerSource,
  PowerSourceContext,
  PowerSourceDefinition,
  PowerTraceSink,
  RawLogSink,
} from "./contract/power-source.js";
export type { Random } from "./contract/random.js";
export { namedRandom } from "./contract/random.js";
export type { Registry } from "./contract/registry.js";
export { createRegistry } from "./contract/registry.js";
export type { Renderer, RenderOptions } from "./contract/renderer.js";
export { createMonotonicClock } from "./load/monotonic-clock.js";
export type { LoadRequest, LoadResult, LoadStarter } from "./load/workers/load-starter.js";
export { runInProcess } from "./load/workers/run-in-process.js";
export { startWorkers } from "./load/workers/start-workers.js";
export { METRIC_IDS, METRICS, metricsFor } from "./metrics/all.js";
export { computeMetric } from "./metrics/compute-metric.js";
export { DEFINITION_SETS } from "./metrics/definitions/all.js";
export { buildRunView } from "./metrics/run-view.js";
export type { Comparison, ComparisonRow, ListedRun, RatioEstimate } from "./model/comparison.js";
export { InputError, MeasurementError, TokwattError } from "./model/errors.js";
export type { Absent, Estimate, PointOnly, SystematicBound } from "./model/estimate.js";
export type { ExecutionObserver, ExecutionResult } from "./model/execution.js";
export { EXIT } from "./model/exit-codes.js";
export type { Finding } from "./model/finding.js";
export { failure, note, warning } from "./model/finding.js";
export type { Fingerprint } from "./model/fingerprint.js";
export type { GateForm, GateLine, GateReport } from "./model/gate.js";
export type { HistoryChange, HistoryEntry, HistorySeries } from "./model/history.js";
export type { Judgement } from "./model/judgement.js";
export type { MetricValue } from "./model/metric-value.js";
export type { Plan, PlannedComparison, Trial } from "./model/plan.js";
export type { DeviceState, PowerTrace, PowerTraceHeader } from "./model/power-trace.js";
export type { Problem } from "./model/problem.js";
export type { ReportModel } from "./model/report-model.js";
export type { RequestSample } from "./model/request-sample.js";
export type { RunManifest, RunRecord, SystemDescription } from "./model/run-record.js";
export { LOCAL_SHARD } from "./model/run-record.js";
export type { StepSample } from "./model/step-sample.js";
export type { SystemSpec } from "./model/system.js";
export type { SystemSummary } from "./model/system-summary.js";
export type { RequestTokenEvents, TokenEvents } from "./model/token-events.js";
export type { TrainingFacts } from "./model/training-facts.js";
export type { TrainingWorkload } from "./model/training-workload.js";
export type { InferenceWorkload, Workload } from "./model/workload.js";
export { createPolledSource } from "./power/polled-source.js";
export { builtInPowerSources } from "./power/sources.js";
export { fingerprintOf } from "./records/fingerprint.js";
export { appendHistory } from "./records/history/append-history.js";
export { type History, readHistory } from "./records/history/read-history.js";
export { type Results, readResults } from "./records/results-reader.js";
export { readRun } from "./records/run-reader.js";
export { buildReport } from "./report/build-report.js";
export { vllmExport } from "./report/exports/vllm-export.js";
export { GATE_SURFACES } from "./report/gate/surfaces.js";
export { RENDERERS } from "./report/renderers.js";
export { executeSuite } from "./run/execute-suite.js";
export { type ReadSuite, readSuite, type SuiteVocabulary } from "./suite/read-suite.js";
export { type OpenableSystem, type ReadSystem, readSystem } from "./suite/read-system.js";
