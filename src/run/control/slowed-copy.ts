import { message } from "../../locales/catalogue.js";
import type { SystemSpec } from "../../model/system.js";
import { hashOf } from "../../records/hash.js";
import type { ReadSuite } from "../../suite/read-suite.js";
import type { OpenableSystem } from "../../suite/read-system.js";

/** A system and its slowed copy, as `deriveSuite` takes them. */
export interface SlowedCopy {
  /** The original and its copy. */
  readonly systems: readonly [original: SystemSpec, copy: SystemSpec];
  /** How to open the copy, by its id. */
  readonly opened: ReadonlyMap<string, OpenableSystem>;
}

/** Most characters that an id of a system has. */
const LONGEST_ID = 64;

/**
 * A copy of one of the suite's systems that is opened as the original is, and that tokwatt slows down in its runs: everything
 * takes `1 + slowdown` times as long. Its id is the original's with `-slowed` behind it, cut or counted where that is too long
 * or taken.
 *
 * @param slowdown 0.05 is 5 %
 * @throws RangeError outside 0 < slowdown < 1; Error for a system that the suite does not have
 */
export function slowedCopy(suite: ReadSuite, systemId: string, slowdown: number): SlowedCopy {
  if (!(slowdown > 0 && slowdown < 1)) throw new RangeError(`a slow-down of ${slowdown} is not between 0 and 1`);
  const original = suite.plan.systems.find(({ id }) => id === systemId);
  const openable = suite.systems.get(systemId);
  if (original === undefined || openable === undefined) throw new Error(`The suite has no system ${systemId}.`);
  const injected = { slowdown };
  const taken = new Set([...suite.plan.systems.map(({ id }) => id), ...suite.systems.keys()]);
  const copy: SystemSpec = {
    ...original,
    id: freeId(systemId, taken),
    title: {
      en: message("en", "control.slowed-title", { title: original.title.en, slowdown }),
      zh: message("zh", "control.slowed-title", { title: original.title.zh, slowdown }),
    },
    injected,
    hash: hashOf({ hash: original.hash, injected }),
  };
  return { systems: [original, copy], opened: new Map([[copy.id, openable]]) };
}

function freeId(systemId: string, taken: ReadonlySet<string>): string {
  for (let count = 1; ; count += 1) {
    const suffix = count === 1 ? "-slowed" : `-slowed-${count}`;
    // An id does not end with a dash, and neither does what stands before one.
    const id = systemId.slice(0, LONGEST_ID - suffix.length).replace(/-+$/, "") + suffix;
    if (!taken.has(id)) return id;
  }
}
