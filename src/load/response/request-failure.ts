import type { FailureKind, RequestFailure } from "../../model/request-sample.js";
import { withoutKnownSecrets } from "../../records/redaction/known-secrets.js";

/** Characters of somebody else's words that a record keeps. */
const LONGEST_DETAIL = 300;

export function requestFailure(kind: FailureKind, detail: string, httpStatus?: number): RequestFailure {
  return {
    kind,
    detail: withoutKnownSecrets(detail).slice(0, LONGEST_DETAIL),
    ...(httpStatus === undefined ? {} : { httpStatus }),
  };
}
