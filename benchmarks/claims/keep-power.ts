import type { Clock } from "../../src/contract/clock.js";
import type { PowerTrace } from "../../src/model/power-trace.js";
import { createPowerSink, type RecordingPowerSink } from "../../src/power/recording.js";

/** A recording of power that is kept in memory. */
export function keepPower(clock: Clock): { readonly sink: RecordingPowerSink; readonly traces: readonly PowerTrace[] } {
  const traces: PowerTrace[] = [];
  const openTrace = (header: PowerTrace["header"]) => keepTrace(header, traces);
  const openRaw = () => ({ append: () => undefined });
  const writer = { openTrace, openCrossCheck: openTrace, openRaw, finding: () => undefined };
  return { sink: createPowerSink({ writer, clock }), traces };
}

function keepTrace(header: PowerTrace["header"], into: PowerTrace[]) {
  const timesNs: number[] = [];
  const values: number[] = [];
  const states: undefined[] = [];
  into.push({ header, timesNs, values, states, missing: 0 });
  return {
    append: (atNs: number, value: number | null) => {
      if (value === null) return;
      timesNs.push(atNs);
      values.push(value);
      states.push(undefined);
    },
  };
}
