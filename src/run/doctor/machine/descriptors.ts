import { note, warning } from "../../../model/finding.js";
import { type CheckResult, noticed, passed } from "../check-result.js";

/** Descriptors that a run needs besides one for each request under way: records, child processes, Node itself. */
const RESERVED = 64;

/** Fewer requests at once than this are too few for a system of any size. */
const ENOUGH_REQUESTS = 1000;

/**
 * How many files and sockets this process may have open. Each request under way is a socket.
 *
 * @param limits text of `/proc/self/limits`; undefined where there is none
 * @param open descriptors that are open now
 */
export function checkDescriptors(limits: string | undefined, open: number): CheckResult {
  const [, soft] = /^Max open files\s+(\S+)/m.exec(limits ?? "") ?? [];
  if (soft === "unlimited") return passed("descriptors", note("doctor-descriptors-unlimited"));
  const limit = Number(soft);
  if (soft === undefined || !Number.isInteger(limit)) return noticed("descriptors", note("doctor-descriptors-unknown"));
  const data = { limit, requests: Math.max(0, limit - open - RESERVED) };
  return data.requests < ENOUGH_REQUESTS
    ? noticed("descriptors", warning("doctor-descriptors-few", data))
    : passed("descriptors", note("doctor-descriptors", data));
}
