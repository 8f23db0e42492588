import { LANGUAGES, type Language } from "../model/localized-text.js";

/**
 * The language to speak: `--lang` where it stands on the command line, else that of the locale, else English. Known
 * before the arguments are parsed, because help and complaints about them are already in it.
 */
export function chooseLanguage(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>>,
): Language {
  const place = words.findIndex((word) => word === "--lang" || word.startsWith("--lang="));
  const asked = words[place]?.split("=")[1] ?? words[place + 1];
  const known = LANGUAGES.find((language) => place >= 0 && language === asked);
  return known ?? localeLanguage(environment);
}

/** POSIX: LC_ALL wins over LC_MESSAGES wins over LANG; an empty one counts as unset. */
function localeLanguage(environment: Readonly<Record<string, string | undefined>>): Language {
  const locale = environment["LC_ALL"] || environment["LC_MESSAGES"] || environment["LANG"] || "";
  return locale.toLowerCase().startsWith("zh") ? "zh" : "en";
}
