import type { Finding } from "../../model/finding.js";

/** What a doctor looks at, in the order in which it does. */
export const CHECKS = [
  "file",
  "adapter",
  "descriptors",
  "ports",
  "processors",
  "time-sync",
  "connection",
  "server",
  "chat",
  "completions",
  "engine",
  "training",
  "power",
  "devices",
  "boundary",
  "accuracy",
  "closing",
  "event-loop",
  "clock",
] as const;
export type Check = (typeof CHECKS)[number];

/** `note`: neither right nor wrong, or not to be known here. */
export type CheckStatus = "ok" | "note" | "warning" | "failed";

/** One line of a doctor. The finding's sentence says what was seen and, where it is not well, what to do. */
export interface CheckResult {
  readonly check: Check;
  readonly status: CheckStatus;
  readonly finding: Finding;
  /** Name of the endpoint that it is about; absent where the system has only one, or it is about the system. */
  readonly endpoint?: string | undefined;
}

/** Something that is as it should be. */
export function passed(check: Check, finding: Finding): CheckResult {
  return { check, status: "ok", finding };
}

const STATUSES = { note: "note", warning: "warning", error: "failed" } as const;

/** Something that must be said, as grave as it is. */
export function noticed(check: Check, finding: Finding): CheckResult {
  return { check, status: STATUSES[finding.severity], finding };
}
