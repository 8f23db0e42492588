import type { Finding } from "../../model/finding.js";
import { createLineCheck } from "../json-lines.js";
import { requestSchema } from "../schema/request-schema.js";
import { validate } from "../validate.js";
import type { TakeLines } from "./read-blocks.js";
import { createFields, FIELD, setFields } from "./request-fields.js";
import { RequestLineParser } from "./request-line-parser.js";
import type { RequestTable } from "./request-table.js";

const LINE_FEED = 0x0a;

/** The lines of one file of requests, in its order. */
export interface RequestLines {
  readonly take: TakeLines;
  /** What stands behind the last line feed. */
  takeRest(bytes: Buffer): void;
  findings(): readonly Finding[];
}

/**
 * Puts requests into a table. Millions of lines are as our writer writes them, and are read byte by byte, without an object
 * or a text; each one that is not goes to the schema.
 *
 * @param file as findings name it: relative to the results folder
 * @param isNew told the index of each request and its line; where it says no, the request is left out
 */
export function createRequestLines(
  file: string,
  table: RequestTable,
  isNew: (index: number, line: number) => boolean,
): RequestLines {
  const fields = createFields();
  const parser = new RequestLineParser(fields, table.reasons);
  let number = 0;
  const check = createLineCheck(
    file,
    (value) => validate(requestSchema, value),
    (sample, line) => {
      if (!isNew(sample.index, line)) return;
      setFields(fields, sample, (text) => table.reasons.codeOf(text));
      table.append(fields, sample.failure);
    },
  );
  const takeUnusual = (bytes: Buffer, start: number): number => {
    const end = bytes.indexOf(LINE_FEED, start);
    check.take({ number, text: bytes.toString("utf8", start, end), bytes: end - start, ended: true });
    return end + 1;
  };
  return {
    take(bytes, start, end) {
      for (let at = start; at < end; ) {
        number += 1;
        const next = parser.parse(bytes, at);
        if (next === -1) at = takeUnusual(bytes, at);
        else {
          at = next;
          if (isNew(fields[FIELD.index] as number, number)) table.append(fields);
        }
      }
    },
    takeRest(bytes) {
      check.take({ number: number + 1, text: bytes.toString("utf8"), bytes: bytes.length, ended: false });
    },
    findings: check.findings,
  };
}
