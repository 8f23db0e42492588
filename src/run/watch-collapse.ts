import type { Finding } from "../model/finding.js";

/** Ends a load that has become worthless. */
export interface CollapseWatch {
  readonly signal: AbortSignal;
  reason(): Finding | undefined;
}

/** Aborts as soon as one of `ends` resolves: the system died, or the record can be written no more. */
export function watchCollapse(ends: readonly (Promise<Finding> | undefined)[]): CollapseWatch {
  const controller = new AbortController();
  let first: Finding | undefined;
  for (const end of ends) {
    void end?.then((reason) => {
      first ??= reason;
      controller.abort();
    });
  }
  return { signal: controller.signal, reason: () => first };
}
