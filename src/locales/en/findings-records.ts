/** Findings of writing and reading records and the ledger. */
export const findingsRecords = {
  "finding.run-exists":
    "The folder of run {run} exists already; a run is never written twice. Choose another results folder or move the old one away.",
  "finding.record-write-failed":
    "Writing {file} failed ({error}); what was written before it is kept. Free space or check the rights, then run again with --resume.",
  "finding.record-read-failed":
    "{file} cannot be read ({error}). Check that the record is complete and its files are readable.",
  "finding.record-not-json":
    "{file}:{line}: this is not JSON; the file is damaged. Restore it from a copy, or measure again.",
  "finding.record-format-unknown":
    "{file}:{line}: the format is {found}, expected was {expected}. Check that this folder was written by tokwatt.",
  "finding.record-version-unknown":
    "{file}:{line}: version {found} of the format is newer than this tokwatt, which reads {known}. Update tokwatt.",
  "finding.record-field-invalid":
    "{file}:{line}: the field {field} is not as the format says ({problem}). Restore the file from a copy, or measure again.",
  "finding.record-lines-damaged":
    "{file}: {count} lines are damaged and left out, the first at line {line} (field {field}: {problem}). Restore the file from a copy, or measure again.",
  "finding.record-truncated":
    "{file}:{line}: the last line was cut off while it was written; its {bytes} bytes are left out.",
  "finding.record-fields-unknown":
    "{file}: {count} lines from line {line} on hold fields that this tokwatt does not know and leaves out ({fields}). Update tokwatt to read them.",
  "finding.record-value-refused":
    "{file}: a value that the format does not allow was to be written in the field {field} ({problem}). The adapter or power source that made it must be corrected.",
  "finding.request-duplicate":
    "{file}: {count} lines repeat a request that stood before and are left out, the first at line {line} (request {request}).",
  "finding.token-events-truncated":
    "{file}: the last block was cut off while it was written; its {bytes} bytes are left out.",
  "finding.token-events-damaged":
    "{file}: the data is damaged from byte {offset} on; {bytes} bytes are left out. Restore the file from a copy, or measure again.",
  "finding.token-events-disordered":
    "{file}: {count} requests have token events that are not in the order of time, the first is request {request}.",
  "finding.token-bins-differ":
    "{file}: the sums of its events cannot be added to those of the run's other shards, which have other bins; they are left out.",
  "finding.file-changed":
    "{file} was changed after the run ended: its SHA-256 is not the one in the manifest. Restore the file from a copy.",
  "finding.file-missing": "{file} is missing. Restore it from a copy, or measure again.",
  "finding.file-unlisted":
    "{file} is not in the manifest's list: it was added after the run ended, and is not read. Remove it.",
  "finding.file-unknown": "{file} is a part of the record that this tokwatt does not know. Update tokwatt to read it.",
  "finding.plan-changed":
    "{file}: the plan was changed after it was fixed: its content no longer gives the plan hash {hash}.",
  "finding.trace-id-differs": "{file}: the file holds the trace or log {trace}, which is not its name.",
  "finding.trace-exists": "Two traces or logs of the run are called {trace}. Give each device its own id.",
  "finding.run-id-differs":
    "The folder {directory} holds the record of run {run}: it was copied or renamed. Give the folder the run's own name.",
  "finding.ledger-line-unfinished":
    "{file}:{line}: the line was cut off while it was written ({bytes} bytes); its trial had not started.",
  "finding.ledger-line-unreadable":
    "{file}:{line}: the line is damaged (field {field}: {problem}); a run may be missing from the list. Restore the ledger from a copy.",
  "finding.ledger-line-changed":
    "{file}:{line}: the line of run {run} was changed after it was written: its hash does not fit. Restore the ledger from a copy.",
  "finding.ledger-chain-broken":
    "{file}:{line}: the chain is broken here: sequence number {expected} was expected, {found} stands there; lines were removed, added or moved. Restore the ledger from a copy.",
  "finding.run-not-in-ledger":
    "The record of run {run} is not in the ledger: the ledger was cut, or the record came from elsewhere.",
  "finding.run-differs-from-ledger":
    "The record of run {run} and its line in the ledger differ in {field}: one of them was changed.",
} as const;
