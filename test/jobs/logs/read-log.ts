import { readFileSync } from "node:fs";
import type { LogEntry, LogParserDefinition } from "../../../src/contract/log-parser.js";
import { followLog } from "../../../src/jobs/logs/follow-log.js";

/** A file of `fixtures/`, byte by byte as it was printed. */
export function readLogFixture(name: string): Buffer {
  return readFileSync(new URL(`./fixtures/${name}`, import.meta.url));
}

/** What a log says, however it is cut; each piece comes at its own nanosecond, 1 for the first. */
export function followPieces(definition: LogParserDefinition, pieces: readonly Uint8Array[]) {
  const follower = followLog(definition);
  const stamped = pieces.flatMap((piece, index) => follower.push(piece, index + 1));
  return [...stamped, ...follower.end(pieces.length + 1)];
}

/** The entries of a log without the instants at which they were read. */
export function entriesOf(definition: LogParserDefinition, ...pieces: readonly Uint8Array[]): readonly LogEntry[] {
  return followPieces(definition, pieces).map(({ entry }) => entry);
}

/** The entries of a log of these lines. */
export function entriesOfLines(definition: LogParserDefinition, ...lines: readonly string[]): readonly LogEntry[] {
  return entriesOf(definition, Buffer.from(lines.map((line) => `${line}\n`).join("")));
}
