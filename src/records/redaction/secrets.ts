import { SECRET } from "./placeholders.js";

/** Ends of names whose value is a secret, as they stand in commands, queries, headers and JSON. */
const KEYS = "api[_-]?key|access[_-]?key(?:[_-]?id)?|private[_-]?key";
const WORDS = "secret|passw(?:or)?d|passphrase|pwd|credentials?|cookie|signature|sig";
/** "per token: 0.5" is a figure. */
const TOKEN = String.raw`token(?!["']?(?:\s*[:=]\s*|\s+)["']?[\d.]+(?![\w.]))`;
const NAME = String.raw`[\w-]*(?:${KEYS}|${WORDS}|${TOKEN})`;
/** What was taken out already, and references to the environment. */
const NO_SECRET = String.raw`(?!<secret>|\$\{)`;
const VALUE = String.raw`[^\s"'&,;}]+`;

const RULES: readonly (readonly [RegExp, string])[] = [
  [/-----BEGIN [A-Z ]*PRIVATE KEY-----[\s\S]*?(?:-----END [A-Z ]*PRIVATE KEY-----|$)/g, SECRET],
  [
    /(\b(?:proxy-)?authorization["']?\s*[:=]\s*["']?)(?!<secret>|\$\{)(?:(?:bearer|basic|token)\s+(?!\$\{))?[^\s"',;]+/gi,
    `$1${SECRET}`,
  ],
  [/\b(bearer\s+)(?!<secret>|\$\{)[\w.~+/=-]{6,}/gi, `$1${SECRET}`],
  [new RegExp(String.raw`(?<![\w-])(--?${NAME}(?:\s+|=)["']?)(?!-)${NO_SECRET}[^\s"']+`, "gi"), `$1${SECRET}`],
  [new RegExp(String.raw`(?<![\w-])(${NAME}["']?\s*[:=]\s*["']?)${NO_SECRET}${VALUE}`, "gi"), `$1${SECRET}`],
  // Keys that show what they are by how they begin: OpenAI and its like, Hugging Face, GitHub, GitLab, Slack, AWS, Nvidia.
  [
    /\b(?:[spr]k-[\w-]{16,}|hf_\w{16,}|gh[pousr]_\w{20,}|github_pat_\w{20,}|glpat-[\w-]{16,}|xox[abprs]-[\w-]{10,}|AKIA[A-Z0-9]{16}|nvapi-[\w-]{16,})/g,
    SECRET,
  ],
  // JSON web tokens.
  [/\beyJ[\w-]{8,}\.[\w-]+\.[\w-]*/g, SECRET],
];

/** Takes secrets out of free text: what stands behind a telling name, and what has the form of a well-known key. */
export function redactSecrets(text: string): string {
  return RULES.reduce((current, [pattern, replacement]) => current.replace(pattern, replacement), text);
}

/** Whether a word of a command line takes a secret as the next word: `--api-key`. */
export function isSecretFlag(word: string): boolean {
  return new RegExp(`^--?${NAME}$`, "i").test(word);
}
