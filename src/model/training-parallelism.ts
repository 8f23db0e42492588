import type { Parallelism } from "./training-workload.js";

/** `TP 8, PP 4, CP 1, EP 1`, as every framework abbreviates them. */
export function parallelismText({ tensor, pipeline, context, expert }: Parallelism): string {
  return `TP ${tensor}, PP ${pipeline}, CP ${context}, EP ${expert}`;
}
