import type { MetricDefinition } from "../../contract/metric.js";
import type { DefinitionName, DefinitionStamp } from "../../model/definition-stamp.js";
import type { LocalizedText } from "../../model/localized-text.js";

/** Metrics as another tool defines them, computed from the same records. */
export interface DefinitionSet extends DefinitionStamp {
  readonly name: DefinitionName;
  /** The tool and its version, and where its formulas were read. */
  readonly title: LocalizedText;
  readonly metrics: readonly MetricDefinition[];
}
