import { COMMON_WORDS } from "./candidate-words.js";
import type { PromptVocabulary } from "./prompt-vocabulary.js";

/** For prompts that are counted in words, and where nobody can count tokens. */
export const WORD_VOCABULARY: PromptVocabulary = { words: COMMON_WORDS, countedBy: "nobody" };
