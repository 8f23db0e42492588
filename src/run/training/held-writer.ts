import type { RawLogSink } from "../../contract/power-source.js";
import type { TrainingWriter } from "./training-writer.js";

type Kept = Pick<TrainingWriter, "finding" | "openRaw" | "step">;

/** A writer that keeps back what it is given, until it is known whether it is wanted. */
export interface HeldWriter extends Kept {
  /** Keeps back anything else that must be done in order. */
  later(work: () => void): void;
  /** Writes what was kept back, in order, and from now on everything at once. Without it nothing is ever written. */
  release(): void;
}

export function holdWriter(writer: Kept): HeldWriter {
  let waiting: (() => void)[] | undefined = [];
  const write = (work: () => void): void => {
    if (waiting === undefined) work();
    else waiting.push(work);
  };
  return {
    later: write,
    finding: (finding) => write(() => writer.finding(finding)),
    step: (sample) => write(() => writer.step(sample)),
    openRaw: (header) => {
      let sink: RawLogSink | undefined;
      write(() => {
        sink = writer.openRaw(header);
      });
      return { append: (entry) => write(() => sink?.append(entry)) };
    },
    release: () => {
      const kept = waiting ?? [];
      waiting = undefined;
      for (const work of kept) work();
    },
  };
}
