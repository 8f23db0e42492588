import type { FailureKind, RequestFailure } from "../../model/request-sample.js";

/** Characters of somebody else's words that a record keeps. */
const LONGEST_DETAIL = 300;

export function requestFailure(kind: FailureKind, detail: string, httpStatus?: number): RequestFailure {
  return { kind, detail: detail.slice(0, LONGEST_DETAIL), ...(httpStatus === undefined ? {} : { httpStatus }) };
}
