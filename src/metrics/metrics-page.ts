import type { MetricDefinition } from "../contract/metric.js";

const INTRODUCTION = `# Metrics

Generated from the metric definitions in \`src/metrics/\` by \`npm run docs\`; a test compares this page with them.

One run gives one value a metric. A value is absent, with its reason, rather than zero or a guess. "Window" is the measure
phase of a run, the same one for tokens and joules. Numbers are kept in the base unit and scaled for display only. A metric is
of runs that serve (inference), of runs that train (training), or of both; a comparison lists those of its workload's kind.
\`method.md\` says how values of several runs are compared.
`;

/** docs/metrics.md: every metric with its unit, direction, formula and source, in the order of reports. */
export function metricsPage(metrics: readonly MetricDefinition[]): string {
  return `${INTRODUCTION}\n${metrics.map(section).join("\n")}`;
}

function section(metric: MetricDefinition): string {
  const needs = metric.needs.length === 0 ? "" : `- needs: ${metric.needs.join(", ")}\n`;
  return `## \`${metric.id}\`

${metric.title.en} (${metric.title.zh})

- of: ${metric.of.join(", ")}
- unit: ${metric.unit.id}, shown in ${metric.unit.symbol}
- better: ${metric.better}
- formula: ${metric.formula.en} (${metric.formula.zh})
- source: ${metric.source}
${needs}`;
}
