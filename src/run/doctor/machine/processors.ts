import { note, warning } from "../../../model/finding.js";
import { type CheckResult, noticed, passed } from "../check-result.js";

/** Above this share of its processors the machine is at work for somebody else, and stamps come late. */
const BUSY_SHARE = 0.5;

/**
 * Whether this machine has a processor to spare for the load generator, which uses one.
 *
 * @param load mean number of runnable processes over the last minute; 0 where the system does not tell (Windows)
 */
export function checkProcessors(processors: number, load: number): CheckResult {
  const data = { processors, load };
  if (load > processors * BUSY_SHARE) return noticed("processors", warning("doctor-processors-busy", data));
  if (processors < 2) return noticed("processors", warning("doctor-processors-few", data));
  return passed("processors", note("doctor-processors", data));
}
