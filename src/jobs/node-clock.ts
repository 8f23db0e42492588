import type { Clock } from "../contract/clock.js";
import type { MachineCommands } from "../contract/power-source.js";
import { MeasurementError } from "../model/errors.js";
import { failure } from "../model/finding.js";
import { type Nanoseconds, NS_PER_MILLISECOND, NS_PER_SECOND } from "../model/time.js";

/** What the clock of a node said, beside this machine's. */
export interface NodeClock {
  /** Wall clock of the node at instant 0 of this machine's clock, in milliseconds since 1970. */
  readonly wallUnixMs: number;
  /** How far a stamp that is put here on what the node prints may lie from its instant on the node. */
  readonly offsetUncertaintyNs: Nanoseconds;
}

/** The shortest counts; one alone may have met a busy moment. */
const EXCHANGES = 5;
const LIMIT_NS = 30 * NS_PER_SECOND;
/** `date` of BusyBox knows whole seconds only: it read its clock half a second later, give or take as much. */
const HALF_SECOND_NS = NS_PER_SECOND / 2;

/**
 * Asks a node for its time, several times. The node read its clock at some instant between question and answer, so half of
 * the shortest exchange bounds what is not known of the way from there to here.
 *
 * @throws MeasurementError as `MachineCommands.read`; `node-clock-unreadable`
 */
export async function readNodeClock(commands: MachineCommands, clock: Clock): Promise<NodeClock> {
  let best: NodeClock | undefined;
  for (let exchange = 0; exchange < EXCHANGES; exchange += 1) {
    const startNs = clock.nowNs();
    const { atNs, text } = await commands.read(["date", "+%s%N"], LIMIT_NS);
    const halfNs = Math.ceil((atNs - startNs) / 2);
    const { unixMs, withinNs } = parseDate(text);
    const offsetUncertaintyNs = halfNs + withinNs;
    if (best !== undefined && best.offsetUncertaintyNs <= offsetUncertaintyNs) continue;
    best = { wallUnixMs: unixMs - (startNs + halfNs) / NS_PER_MILLISECOND, offsetUncertaintyNs };
  }
  return best as NodeClock;
}

/** @returns the time that was told, and how far it may be off because of its coarseness */
function parseDate(text: string): { readonly unixMs: number; readonly withinNs: Nanoseconds } {
  const [, seconds, nanoseconds] = /^(\d{10})(\d{9})?[^\d]*$/.exec(text.trim()) ?? [];
  if (seconds === undefined) throw new MeasurementError(failure("node-clock-unreadable", { words: text.slice(0, 80) }));
  const wholeMs = Number(seconds) * 1000;
  if (nanoseconds === undefined) return { unixMs: wholeMs + 500, withinNs: HALF_SECOND_NS };
  return { unixMs: wholeMs + Number(nanoseconds) / NS_PER_MILLISECOND, withinNs: 0 };
}
