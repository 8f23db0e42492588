import type { Random } from "../contract/random.js";

/** 128 common English words, most of them one token in the vocabularies in use. */
const WORDS = `
  time year people way day man thing woman life child world school state family student group country problem hand part
  place case week company system program question work government number night point home water room mother area money
  story fact month lot right study book eye job word business issue side kind head house service friend father power
  hour game line end member law car city community name president team minute idea kid body information back parent
  face others level office door health person art war history party result change morning reason research girl guy
  moment air teacher force education foot boy age policy music market light season field paper space ground form event
  matter center couple site project activity star table need tree river road stone bird
`
  .trim()
  .split(/\s+/);

/**
 * A prompt of `words` words drawn from a small fixed list. Each word is drawn afresh from the first on, so two prompts
 * part after a word or two and a prefix cache, which keeps blocks of tokens, finds nothing to reuse.
 */
export function drawPrompt(words: number, random: Random): string {
  const prompt: string[] = [];
  for (let index = 0; index < words; index += 1) prompt.push(WORDS[Math.floor(random() * WORDS.length)] ?? "");
  return prompt.join(" ");
}
