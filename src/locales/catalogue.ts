import type { Finding, MessageData } from "../model/finding.js";
import type { Language, LocalizedText } from "../model/localized-text.js";
import type { Problem } from "../model/problem.js";
import { en } from "./en/catalogue.js";
import { fillTemplate } from "./fill-template.js";
import { zh } from "./zh/catalogue.js";

export type MessageKey = keyof typeof en;

const CATALOGUES: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = { en, zh };

/** The sentence `key` in `language`, its gaps filled with `data`. */
export function message(language: Language, key: MessageKey, data: MessageData = {}): string {
  return fillTemplate(CATALOGUES[language][key], data, (value) => lookUp(language, `word.${value}`));
}

/**
 * A finding as a sentence. Wrong options that came to light in a run only are a finding with the code of a problem. A code
 * that the catalogue lacks (of a third party) is shown as it is, with its data.
 */
export function findingText(language: Language, { code, data }: Pick<Finding, "code" | "data">): string {
  return (
    sentence(language, `finding.${code}`, data) ?? sentence(language, `problem.${code}`, data) ?? bareText(code, data)
  );
}

/** A problem as a sentence, without its place and its hint. */
export function problemText(language: Language, problem: Problem): string {
  return sentence(language, `problem.${problem.code}`, problem.data) ?? bareText(problem.code, problem.data);
}

/** What to do about a problem; undefined where it has no hint. */
export function hintText(language: Language, problem: Problem): string | undefined {
  if (problem.hint === undefined) return undefined;
  return sentence(language, `hint.${problem.hint}`, problem.data) ?? bareText(problem.hint, problem.data);
}

/** What a systematic bound comes from, in words. */
export function systematicText(language: Language, kind: string): string {
  return lookUp(language, `systematic.${kind}`) ?? kind;
}

/** Where a systematic bound comes from: tokwatt's own sources in words, those of a file as they stand in it. */
export function systematicSource(
  language: Language,
  { kind, source, assumed }: { readonly kind: string; readonly source: string; readonly assumed: boolean },
): string {
  const own = lookUp(language, `systematic.source.${kind}`);
  const suite = assumed && source === "suite" ? lookUp(language, "systematic.source.suite") : undefined;
  return own ?? suite ?? source;
}

/** The word for one of the fixed values of the model (a verdict, a validity, a boundary); the value where there is none. */
export function wordText(language: Language, value: string): string {
  return lookUp(language, `word.${value}`) ?? value;
}

/** The one of a text's two languages. */
export function localize(language: Language, text: LocalizedText): string {
  return text[language];
}

/** Names as a list inside a sentence. */
export function joinNames(names: readonly string[], language: Language): string {
  return names.join(language === "zh" ? "、" : ", ");
}

/** Parts of one sentence, each with a weight of its own. */
export function joinClauses(clauses: readonly string[], language: Language): string {
  return clauses.join(language === "zh" ? "；" : "; ");
}

/** Whole sentences, one behind the other. */
export function joinSentences(sentences: readonly string[], language: Language): string {
  return sentences.join(language === "zh" ? "" : " ");
}

function sentence(language: Language, key: string, data: MessageData): string | undefined {
  return isMessageKey(key) ? message(language, key, data) : undefined;
}

function lookUp(language: Language, key: string): string | undefined {
  return isMessageKey(key) ? CATALOGUES[language][key] : undefined;
}

function isMessageKey(key: string): key is MessageKey {
  return Object.hasOwn(en, key);
}

function bareText(code: string, data: MessageData): string {
  const fields = Object.entries(data).map(([name, value]) => `${name}: ${value}`);
  return fields.length === 0 ? code : `${code} (${fields.join(", ")})`;
}
