import { basename } from "node:path";
import type { Endpoint } from "../contract/endpoint.js";
import type { SystemDescription } from "../model/run-record.js";
import { hashFile } from "../records/hash-file.js";

/** What a record keeps of the tokenizer's file: its name and what it holds, not where it is. */
export async function describeTokenizer({ tokenizerFile }: Endpoint): Promise<SystemDescription> {
  if (tokenizerFile === undefined) return {};
  const sha256 = await hashFile(tokenizerFile).catch(() => undefined);
  return sha256 === undefined ? {} : { tokenizerFile: basename(tokenizerFile), tokenizerSha256: sha256 };
}
