import { createHash } from "node:crypto";
import { closeSync, openSync, readSync } from "node:fs";
import { readJsonLines } from "../../../src/records/json-lines.js";
import { requestSchema } from "../../../src/records/schema/request-schema.js";
import { validate } from "../../../src/records/validate.js";

const BLOCK_BYTES = 1024 * 1024;

/** Seconds of processor time that it takes to read files and to hash them: nobody can be faster and check a record. */
export function hashingSeconds(files: readonly string[]): number {
  const startedAt = process.cpuUsage();
  const block = Buffer.allocUnsafe(BLOCK_BYTES);
  for (const file of files) {
    const hash = createHash("sha256");
    const descriptor = openSync(file, "r");
    for (let read = 1; read > 0; ) {
      read = readSync(descriptor, block);
      hash.update(block.subarray(0, read));
    }
    closeSync(descriptor);
    hash.digest();
  }
  return secondsSince(startedAt);
}

/** Seconds of processor time for a million requests by the schema alone, an object a line, from the first lines of a file. */
export function schemaSecondsPerMillion(file: string, lines: number): number {
  const descriptor = openSync(file, "r");
  const bytes = Buffer.alloc(lines * 400);
  const read = readSync(descriptor, bytes);
  closeSync(descriptor);
  const whole = bytes.subarray(0, bytes.subarray(0, read).lastIndexOf(0x0a) + 1);
  const startedAt = process.cpuUsage();
  const samples: unknown[] = [];
  readJsonLines(
    file,
    whole,
    (value) => validate(requestSchema, value),
    (sample) => samples.push(sample),
  );
  return (secondsSince(startedAt) / samples.length) * 1e6;
}

function secondsSince(startedAt: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(startedAt);
  return (user + system) / 1e6;
}
