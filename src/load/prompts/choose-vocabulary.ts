import type { Endpoint } from "../../contract/endpoint.js";
import { type Finding, note, warning } from "../../model/finding.js";
import type { InferenceWorkload } from "../../model/workload.js";
import { CANDIDATE_WORDS } from "./candidate-words.js";
import { countsTokens } from "./counts-tokens.js";
import { findOneTokenWords } from "./one-token-words.js";
import type { PromptVocabulary } from "./prompt-vocabulary.js";
import { WORD_VOCABULARY } from "./word-vocabulary.js";

/** How long the server may take over all questions together. */
const SERVER_LIMIT_MS = 60_000;
const REASON_KEPT = 300;

export interface VocabularyQuestion {
  /** The first of several: they serve the same model. */
  readonly endpoint: Endpoint;
  readonly workload: Pick<InferenceWorkload, "arrival" | "promptTokens">;
  readonly signal: AbortSignal;
}

export interface VocabularyChoice {
  readonly vocabulary: PromptVocabulary;
  /** Why nobody, or not the server, counted. */
  readonly findings: readonly Finding[];
}

/**
 * Chooses the words that a run's prompts are made of, before its load. Where the workload counts prompts in tokens, the
 * server is asked which words are one token, then the `tokenizer.json` of the system; where neither can say, a word is
 * taken for a token. Workloads that count in words need none of it. Never rejects.
 */
export async function chooseVocabulary(question: VocabularyQuestion): Promise<VocabularyChoice> {
  const { endpoint, signal } = question;
  if (!countsTokens(question.workload)) return { vocabulary: WORD_VOCABULARY, findings: [] };
  const findings: Finding[] = [];
  const limited = AbortSignal.any([signal, AbortSignal.timeout(SERVER_LIMIT_MS)]);
  const byServer = await attempt("server", () => wordsByServer(endpoint, limited), findings);
  if (byServer !== undefined) return { vocabulary: byServer, findings };
  const { tokenizerFile } = endpoint;
  if (tokenizerFile !== undefined) {
    const byFile = await attempt("tokenizer", () => wordsByTokenizer(tokenizerFile), findings);
    if (byFile !== undefined) return { vocabulary: byFile, findings };
  }
  return { vocabulary: WORD_VOCABULARY, findings: [...findings, warning("prompt-tokens-approximate")] };
}

/** Reports why there is no vocabulary of this kind. */
async function attempt(
  countedBy: "server" | "tokenizer",
  find: () => Promise<readonly string[]>,
  findings: Finding[],
): Promise<PromptVocabulary | undefined> {
  try {
    const words = await find();
    if (words.length > 0) return { words, countedBy };
    findings.push(note(`prompt-words-split-by-${countedBy}`));
  } catch (error) {
    const reason = (error instanceof Error ? error.message : String(error)).slice(0, REASON_KEPT);
    findings.push(note(`prompt-tokens-not-by-${countedBy}`, { reason }));
  }
  return undefined;
}

async function wordsByServer(endpoint: Endpoint, signal: AbortSignal): Promise<readonly string[]> {
  const { countByServer } = await import("./count-by-server.js");
  const server = await countByServer(endpoint, signal);
  try {
    return await findOneTokenWords(CANDIDATE_WORDS, server.count);
  } finally {
    await server.close();
  }
}

async function wordsByTokenizer(file: string): Promise<readonly string[]> {
  const { countByTokenizer } = await import("./count-by-tokenizer.js");
  return findOneTokenWords(CANDIDATE_WORDS, await countByTokenizer(file));
}
