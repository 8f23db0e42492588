import type { DefinitionName } from "../../model/definition-stamp.js";
import { aiperf } from "./aiperf.js";
import type { DefinitionSet } from "./definition-set.js";
import { guidellm } from "./guidellm.js";
import { mlperf } from "./mlperf.js";
import { vllm } from "./vllm.js";

/** Other tools' definitions by their names. A new tool is one file, one name in the model and one line here. */
export const DEFINITION_SETS: Readonly<Record<DefinitionName, DefinitionSet>> = { vllm, guidellm, aiperf, mlperf };
