import { type Finding, failure, warning } from "../model/finding.js";
import type { LedgerEntry } from "../model/ledger-entry.js";
import { hashOf } from "./hash.js";
import { linesOf, parseLine, type TextLine, unknownFieldsNote } from "./json-lines.js";
import { migrateLedgerEntry } from "./migrate.js";
import type { Damage } from "./validate.js";

/** Hash before the first entry. */
const FIRST_HASH = "0".repeat(64);

/** What the next entry must carry to continue the chain. */
export interface NextLink {
  readonly sequence: number;
  readonly previousHash: string;
}

export interface CheckedLedger {
  /** Every line that can be read, changed ones included: nobody hides a run by breaking the chain. */
  readonly entries: readonly LedgerEntry[];
  readonly findings: readonly Finding[];
  readonly next: NextLink;
}

interface UnreadableLine {
  readonly line: TextLine;
  readonly damage: Damage;
}

/** Reads a ledger and follows its chain. @param file as findings name it */
export function checkLedger(file: string, bytes: Buffer): CheckedLedger {
  const entries: LedgerEntry[] = [];
  const findings: Finding[] = [];
  let next: NextLink = { sequence: 0, previousHash: FIRST_HASH };
  /** Since the last entry: what they were shows only when the next one does or does not continue the chain. */
  let unreadable: UnreadableLine[] = [];
  for (const line of linesOf(bytes)) {
    const { value, validation } = parseLine(line, migrateLedgerEntry);
    if (!validation.valid) {
      unreadable.push({ line, damage: validation.damage });
      continue;
    }
    const entry = validation.value;
    const continues = entry.sequence === next.sequence && entry.previousHash === next.previousHash;
    findings.push(...unreadable.map((one) => unreadableFinding(file, one, continues)));
    const at = { file, line: line.number };
    if (!continues && unreadable.length === 0) {
      findings.push(failure("ledger-chain-broken", { ...at, expected: next.sequence, found: entry.sequence }));
    }
    if (contentHash(value) !== entry.hash) findings.push(failure("ledger-line-changed", { ...at, run: entry.runId }));
    const { unknownFields } = validation;
    if (unknownFields.length > 0) findings.push(unknownFieldsNote(file, line.number, unknownFields, 1));
    entries.push(entry);
    next = { sequence: entry.sequence + 1, previousHash: entry.hash };
    unreadable = [];
  }
  findings.push(...unreadable.map((one) => unreadableFinding(file, one, !one.line.ended)));
  return { entries, findings, next };
}

/** The hash of a line as it stands in the file, fields of a newer tokwatt included. */
function contentHash(value: unknown): string {
  const { hash: _, ...content } = value as { readonly hash: string };
  return hashOf(content);
}

/** @param harmless whether nothing is missing but a line whose writer was stopped in the middle */
function unreadableFinding(file: string, { line, damage }: UnreadableLine, harmless: boolean): Finding {
  const at = { file, line: line.number };
  if (damage.code === "record-version-unknown") return failure(damage.code, { ...at, ...damage.data });
  if (harmless) return warning("ledger-line-unfinished", { ...at, bytes: line.bytes });
  return failure("ledger-line-unreadable", { ...at, field: "", problem: "", ...damage.data });
}
