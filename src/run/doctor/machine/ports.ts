import { note, warning } from "../../../model/finding.js";
import { type CheckResult, noticed, passed } from "../check-result.js";

/** As for descriptors. */
const ENOUGH_PORTS = 1000;

/**
 * How many connections to one server address this machine can have: each takes a local port of its own.
 *
 * @param range text of `/proc/sys/net/ipv4/ip_local_port_range`; undefined where there is none
 */
export function checkPorts(range: string | undefined): CheckResult {
  const [first, last] = (range ?? "").trim().split(/\s+/).map(Number);
  if (range === undefined || !Number.isInteger(first) || !Number.isInteger(last)) {
    return noticed("ports", note("doctor-ports-unknown"));
  }
  const data = { first: Number(first), last: Number(last), ports: Math.max(0, Number(last) - Number(first) + 1) };
  return data.ports < ENOUGH_PORTS
    ? noticed("ports", warning("doctor-ports-few", data))
    : passed("ports", note("doctor-ports", data));
}
