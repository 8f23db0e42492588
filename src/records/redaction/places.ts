import { redactAuthority } from "./hosts.js";
import { PATH, USER } from "./placeholders.js";

const END = String.raw`[^\s"'\x60<>|,;]`;
const URL_LIKE = String.raw`[a-z][a-z0-9+.-]*:\/\/(?:<(?:host|user|path|secret)>|${END})*`;
const QUOTED_PATH = String.raw`(?<=["'\x60])(?:\/|[a-z]:[\\/]|\\\\)[^"'\x60\n]*(?=["'\x60])`;
const WINDOWS_PATH = String.raw`(?<![\p{L}\p{N}])[a-z]:[\\/](?![\\/]\s)${END}*`;
const NETWORK_PATH = String.raw`(?<![\\\p{L}\p{N}])\\\\[\p{L}\p{N}]${END}*`;
/**
 * Not behind a word (`tok/s`, `a/b`), a relative start (`./a`, `~/a`) or what was taken out (`<path>/a`); nor a figure
 * (`0 /8 `, `+/- 5`).
 */
const UNIX_PATH = String.raw`(?<![\p{L}\p{N}_.~\/-]|<(?:host|path)>)(?!\/[\d.-]+(?:\s|$))\/+[\p{L}\p{N}_.@$%+~-]${END}*`;
/** Right behind a compiler's short option, or a word of a script that sets no spaces. */
const GLUED_PATH = String.raw`(?<=(?:^|\s)-[a-z])\/[\p{L}\p{N}_.]${END}*`;
const ROOTED_PATH = String.raw`(?<=[^\x00-\x7f])\/(?:data|dev|etc|home|media|mnt|opt|root|scratch|srv|tmp|usr|Users|var)\/${END}*`;

const PLACE = new RegExp(
  `(?<url>${URL_LIKE})|${[QUOTED_PATH, WINDOWS_PATH, NETWORK_PATH, UNIX_PATH, GLUED_PATH, ROOTED_PATH].join("|")}`,
  "giu",
);

/** Paths of an HTTP interface, which say nothing of a machine. */
const API_PATH =
  /^\/(?:v\d+(?![\p{L}\p{N}_-])|(?:detokenize|generate|health|healthz|livez|metrics|ping|ready|readyz|tokenize|version)(?=$|[?#:.)\]}]))/u;

/** What is known of the machine that writes; its home folder's name is a person's. */
export interface PlaceOptions {
  readonly userName: string;
  /** Keeps the hosts of addresses: for citations, which say where a figure comes from. */
  readonly keepUrlHosts: boolean;
}

/** Takes hosts out of addresses with a scheme, and absolute paths down to their last name, out of free text. */
export function redactPlaces(text: string, options: PlaceOptions): string {
  if (isOnePath(text)) return redactPath(text, options);
  return text.replace(PLACE, (match: string, ...rest: unknown[]) => {
    const { url } = rest.at(-1) as { readonly url?: string };
    return url === undefined ? redactPath(match, options) : redactUrl(url, options);
  });
}

/** A whole text that is one path may hold spaces; a command line has options or further paths in it. */
function isOnePath(text: string): boolean {
  return /^(?:\/[\p{L}\p{N}_.@$%+~-]|[a-z]:[\\/])[^\n"'`<>|,;]*$/iu.test(text) && !/\s[-/]|:\/\//.test(text);
}

function redactPath(path: string, { userName }: PlaceOptions): string {
  if (API_PATH.test(path) && !path.includes("..")) return path;
  const names = path.split(/[\\/]+/).filter((name) => name !== "");
  const last = names.at(-1) ?? "";
  // The last name tells two models or programs apart. One or two names may be a person's home, so nothing of them stays.
  return names.length < 3 || last === userName ? PATH : `${PATH}/${last}`;
}

function redactUrl(url: string, options: PlaceOptions): string {
  const [, scheme = "", authority = "", rest = ""] = /^([^:]*:\/\/)([^/?#]*)(.*)$/s.exec(url) ?? [];
  if (scheme.toLowerCase() === "file://") return PATH;
  if (authority === "" || authority === PATH)
    return rest === "" || authority === PATH ? url : scheme + redactPath(rest, options);
  const hostStart = authority.lastIndexOf("@") + 1;
  const host = authority.slice(hostStart);
  const shownHost = options.keepUrlHosts ? host : redactAuthority(host);
  // An address may carry another one, as proxies use it.
  const shownRest = rest.replace(/[a-z][a-z0-9+.-]*:\/\/.*$/is, (inner) => redactUrl(inner, options));
  return `${scheme}${hostStart === 0 ? "" : `${USER}@`}${shownHost}${shownRest}`;
}

/** The text that stands for a host's name where it is a value of its own. */
export function redactHostValue(text: string): string {
  return text
    .split(/(\s*,\s*)/)
    .map((part, index) => (index % 2 === 1 || part === "" ? part : redactAuthority(part)))
    .join("");
}
