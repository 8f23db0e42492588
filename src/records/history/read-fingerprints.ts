import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Finding, failure, warning } from "../../model/finding.js";
import type { Fingerprint } from "../../model/fingerprint.js";
import { isMissing, readFailed } from "../file-error.js";
import { hashOf } from "../hash.js";
import { lineInJson } from "../json-place.js";
import { fingerprintSchema } from "../schema/history-schema.js";
import { NOT_JSON, parseJson, validate } from "../validate.js";
import { fingerprintFile } from "./history-files.js";

/** Facts of the fingerprints that lines of a history name, by hash; those that are missing or damaged are findings. */
export async function readFingerprints(
  dir: string,
  named: readonly { readonly fingerprint: string }[],
): Promise<{ readonly fingerprints: ReadonlyMap<string, Fingerprint>; readonly damage: readonly Finding[] }> {
  const fingerprints = new Map<string, Fingerprint>();
  const damage: Finding[] = [];
  for (const hash of [...new Set(named.map(({ fingerprint }) => fingerprint))].sort()) {
    const read = await readFingerprint(dir, hash);
    if ("code" in read) damage.push(read);
    else fingerprints.set(hash, read);
  }
  return { fingerprints, damage };
}

async function readFingerprint(dir: string, hash: string): Promise<Fingerprint | Finding> {
  const file = fingerprintFile(hash);
  let text: string;
  try {
    text = await readFile(join(dir, file), "utf8");
  } catch (error) {
    if (isMissing(error)) return warning("history-fingerprint-missing", { file, fingerprint: hash });
    throw readFailed(file, error);
  }
  const json = parseJson(text);
  const read = validate(fingerprintSchema, json);
  if (!read.valid) {
    const { code, data, path } = json === undefined ? NOT_JSON : read.damage;
    return failure(code, { file, line: await lineInJson(text, path), ...data });
  }
  const { facts } = read.value;
  if (read.value.hash === hash && hashOf(facts).startsWith(hash)) return read.value;
  return failure("history-fingerprint-changed", { file, fingerprint: hash });
}
