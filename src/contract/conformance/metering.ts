import { BOUNDARIES } from "../../model/boundary.js";
import type { PowerTraceHeader } from "../../model/power-trace.js";
import type { Nanoseconds } from "../../model/time.js";
import type { Clock } from "../clock.js";
import type { DeclaredMeter, PowerSink, PowerSource, PowerTraceSink } from "../power-source.js";
import { demand, pause, withinLimit } from "./contract-case.js";

/** How long after `stop` a source is watched at most. */
const LONGEST_WATCH_MS = 2000;
const NS_PER_MS = 1e6;

export interface WhereMetered {
  readonly alias?: string | undefined;
  /** Its stamps are those of a run that had ended, and may lie ahead of the clock. */
  readonly isRecorded?: boolean | undefined;
}

interface WatchedTrace {
  readonly header: PowerTraceHeader;
  /** A second opinion may come late, and is no part of what is declared. */
  readonly isCrossCheck: boolean;
  readings: number;
  lastNs: Nanoseconds;
}

/** A sink that keeps count, and notes what no record could hold: an error thrown here could be lost in the source. */
interface WatchingSink extends PowerSink {
  readonly traces: readonly WatchedTrace[];
  readonly faults: readonly string[];
}

/**
 * Starts a source, has it read for a moment and stops it: headers, readings and silence must be right.
 *
 * @param declared what was said beforehand that would be read; undefined where nobody said anything
 * @param where the alias of the node that is read, absent: this machine; and whether it was read before
 */
export async function metersFromStartToStop(
  source: PowerSource,
  clock: Clock,
  declared: readonly DeclaredMeter[] | undefined,
  where: WhereMetered = {},
): Promise<void> {
  const sink = watch(clock, where);
  await withinLimit(`start of ${source.id}`, source.start(sink));
  demand(sink.traces.length > 0, `${source.id} opens no trace`);
  for (const { header, readings } of sink.traces.filter(({ isCrossCheck }) => !isCrossCheck)) {
    demand(readings > 0, `${header.id} has no reading after start`);
    demand(declared?.some((meter) => covers(meter, header)) ?? true, `${header.id} is not what \`meters\` declares`);
  }
  await withinLimit(`stop of ${source.id}`, source.stop());
  const atStop = count(sink);
  await pause(Math.min(LONGEST_WATCH_MS, 3 * longestIntervalMs(sink)));
  demand(count(sink) === atStop, `${source.id} goes on after stop`);
  demand(sink.faults.length === 0, sink.faults.join("; "));
}

/** Ends a source whose run was given up: whatever `start` made of that, `stop` must end it. */
export async function stopsAfterAbort(source: PowerSource, clock: Clock, abort: () => void): Promise<void> {
  const sink = watch(clock);
  const started = source.start(sink).catch(() => undefined);
  abort();
  await withinLimit(`start of ${source.id}, given up,`, started);
  await withinLimit(`stop of ${source.id} after it was given up`, source.stop());
}

function covers(meter: DeclaredMeter, header: PowerTraceHeader): boolean {
  return meter.source === header.source && meter.boundaries.includes(header.boundary);
}

function watch(clock: Clock, { alias, isRecorded = false }: WhereMetered = {}): WatchingSink {
  const traces: WatchedTrace[] = [];
  const rawIds = new Set<string>();
  const faults: string[] = [];
  const expect = (holds: boolean, fault: string): void => {
    if (!holds) faults.push(fault);
  };
  /** Several nodes have the same devices: what is kept of one must not be taken for that of another. */
  const expectOfNode = ({ id, shard }: { readonly id: string; readonly shard: string }): void => {
    if (alias === undefined) return;
    expect(id.startsWith(`${alias}-`), `${id} does not begin with the alias of its node`);
    expect(shard === alias, `${id} is of the shard ${shard}, not of its node's`);
  };
  const open = (header: PowerTraceHeader, isCrossCheck: boolean): PowerTraceSink => {
    expectOfNode(header);
    expect(
      alias === undefined || header.device.includes(alias),
      `the device of ${header.id} is named as on other nodes`,
    );
    for (const [fault, holds] of Object.entries(headerRules(header))) expect(holds, `${header.id}: ${fault}`);
    expect(!traces.some((trace) => trace.header.id === header.id), `two traces have the id ${header.id}`);
    const trace: WatchedTrace = { header, isCrossCheck, readings: 0, lastNs: Number.NEGATIVE_INFINITY };
    traces.push(trace);
    return {
      sample: (value, _state, atNs = clock.nowNs()) => {
        expect(value === null || Number.isFinite(value), `${header.id} reads ${value}; a missing reading is null`);
        expect(
          atNs >= trace.lastNs && (isRecorded || atNs <= clock.nowNs()),
          `${header.id} has a stamp that is not in order`,
        );
        trace.readings += 1;
        trace.lastNs = atNs;
      },
    };
  };
  return {
    traces,
    faults,
    open: (header) => open(header, false),
    openCrossCheck: (header) => open(header, true),
    openRaw: ({ id, shard }) => {
      expectOfNode({ id, shard });
      expect(!rawIds.has(id), `two logs of raw output have the id ${id}`);
      rawIds.add(id);
      return { append: () => undefined };
    },
    report: () => undefined,
  };
}

/** What must hold of a header, by what is wrong where it does not. */
function headerRules(header: PowerTraceHeader): Readonly<Record<string, boolean>> {
  const { id, boundary, quantity, intervalNs, averagingNs, resolution, accuracy } = header;
  return {
    "its id is not of lower-case letters, digits and hyphens": /^[a-z0-9][a-z0-9-]*$/.test(id),
    [`${boundary} is no boundary`]: BOUNDARIES.includes(boundary),
    [`${quantity} is no quantity`]: quantity === "watts" || quantity === "joules",
    "intervalNs is no whole number above 0": Number.isSafeInteger(intervalNs) && intervalNs > 0,
    "averagingNs is no whole number from 0 on": Number.isSafeInteger(averagingNs) && averagingNs >= 0,
    "its resolution is below 0": resolution >= 0,
    "its accuracy names no source": accuracy === "unknown" || accuracy.source !== "",
  };
}

function count({ traces }: WatchingSink): number {
  return traces.reduce((sum, { readings }) => sum + readings, 0);
}

function longestIntervalMs({ traces }: WatchingSink): number {
  return traces.reduce((longest, { header }) => Math.max(longest, header.intervalNs / NS_PER_MS), 0);
}
