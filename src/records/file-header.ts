import { type Finding, failure, warning } from "../model/finding.js";

/** A binary file of a run begins with seven bytes that name what it holds, and the version. */
export const VERSION_OFFSET = 7;

/** Whether a file begins with the name that `header` begins with, of whatever version. */
export function hasName(bytes: Uint8Array, header: Uint8Array): boolean {
  return header.subarray(0, VERSION_OFFSET).every((byte, index) => bytes[index] === byte);
}

/**
 * What is wrong with the beginning of a file that is not empty; undefined where nothing is.
 *
 * @param file as findings name it: relative to the results folder
 * @param header as the newest version writes it
 * @param versions that can be read
 */
export function checkFileHeader(
  file: string,
  bytes: Uint8Array,
  header: Uint8Array,
  versions: readonly number[],
): Finding | undefined {
  if (bytes.length < header.length) return warning("token-events-truncated", { file, bytes: bytes.length });
  const wrongAt = header.findIndex((byte, index) => index !== VERSION_OFFSET && bytes[index] !== byte);
  if (wrongAt !== -1) return failure("token-events-damaged", { file, offset: wrongAt, bytes: bytes.length });
  const found = bytes[VERSION_OFFSET] ?? 0;
  if (versions.includes(found)) return undefined;
  return failure("record-version-unknown", { file, line: 1, found, known: versions.join(", ") });
}
