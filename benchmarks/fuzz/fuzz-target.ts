import type { IProperty, IRawProperty } from "fast-check";

/** One parser under fuzzing. A property that throws anything is a failure; so is one that does not come back. */
export interface FuzzTarget {
  readonly id: string;
  /**
   * @param started called at the beginning of every case, so that somebody outside can tell a hang from a slow machine
   */
  property(started: () => void): IProperty<unknown> | IRawProperty<unknown>;
}

/** Fails a case. */
export function demand(isTrue: boolean, ...what: readonly unknown[]): void {
  if (!isTrue) throw new Error(what.map((part) => (typeof part === "string" ? part : JSON.stringify(part))).join(" "));
}
