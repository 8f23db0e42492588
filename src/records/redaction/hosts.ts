import { isIPv4, isIPv6 } from "node:net";
import { HOST, USER } from "./placeholders.js";

/** Names and addresses that mean "this machine" or "anywhere" on every machine. */
export function isHarmlessHost(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, "").toLowerCase();
  if (["", "localhost", "0.0.0.0", "::", "::1", HOST].includes(bare) || bare.endsWith(".localhost")) return true;
  if (/^(?:::ffff:)?127\./.test(bare) && isIPv4(bare.replace("::ffff:", ""))) return true;
  // A number of nodes: `--nodes 2`.
  return /^\$\{\w+\}$/.test(host) || /^\d{1,4}$/.test(host);
}

/** Takes the host out of `host` or `host:port`. */
export function redactAuthority(authority: string): string {
  if (isIPv6(authority)) return isHarmlessHost(authority) ? authority : HOST;
  const [, host = authority, port = ""] = /^(\[[^\]]*\]|[^:]*)(:.*)?$/s.exec(authority) ?? [];
  return isHarmlessHost(host) ? authority : `${HOST}${port}`;
}

const IPV4 = /(?<![\p{L}\p{N}.]|\p{N}-)\d{1,3}(?:\.\d{1,3}){3}(?!\p{L}|\p{N}|\.[\p{L}\p{N}])/gu;
const IPV6 = /(?<![\p{L}\p{N}:.])[0-9a-f]*:[0-9a-f]*:[0-9a-f:.]*[0-9a-f](?:%\w+)?(?![\p{L}\p{N}:])/giu;
const USER_AT_HOST = /(?<![\w./<-])[\w.+-]+@(?=[a-z]|\d+\.\d)[\w.-]*\w/gi;
/** Words after which Node, libuv and TLS print a host's name. */
const NAMED_HOST = /(\b(?:ENOTFOUND|EAI_AGAIN)\s+|\bHost:\s*|\bDNS:)(?![<\s])([\w*][\w.*-]*\w)/g;
/** Words before a host in what ssh says: `connect to host node7 port 22`, `Permanently added 'node7'`. */
const SSH_HOST =
  /(\bhost\s+(?=\S+\s+port\b)|\bresolve host(?:name)?:?\s+|\bPermanently added '|\b[Cc]onnection (?:to|with|from)\s+(?=\S+\s+(?:closed|port|refused|timed)\b))(?![<\s])([^\s':,]+)/g;
/** `Hostname="node7"` and `host=node7`, as exporters label their figures; `node="0"` is a number. */
const QUOTED_LABEL =
  /(?<![\w-])((?:exported_)?(?:fqdn|host|host_?name|instance|node|node_?name)=")([^"\n]*\p{L}[^"\n]*)(?=")/giu;
const BARE_LABEL = /(?<![\w-])(host(?:_?name)?=)(\w[\w.:-]*)/gi;
/** `ssh -p 22 node7 ...` in a text; the name needs a digit, `-` or `.` to be told from a word. */
const SSH_COMMAND =
  /(?<![\w./-])((?:auto)?ssh(?:\s+-[A-Za-z]+(?:\s+\d+)?)*\s+)(?=[\w.-]*[a-z])(?=[\w-]*[\d.-])([a-z\d][\w.-]*\w)(?=\s|$)/gi;
/** Endings that only names inside a house have. */
const INTERNAL_NAME =
  /(?<![\w.-])[\w-]+(?:\.[\w-]+)*\.(?:cluster|corp|home|internal|intranet|lan|local|localdomain|svc)(?![\w-])/gi;
/** `gpu-17:8000`. The name needs a digit or `-`, and no ending of a file, to be told from words before a number. */
const NAME_WITH_PORT =
  /(?<![\w./:@<$-])(?=[\w.-]*[a-z])(?=[\w.-]*[\d-])(?![\w.-]*\.(?:ya?ml|jsonl?|[cm]?[jt]s|py|cpp|cc|h|rs|go):)[a-z\d](?:[\w.-]*[\w])?(?=:\d{4,5}(?![\w.:]))/gi;

/**
 * Takes hosts out of free text that stand there without a scheme: addresses, `user@host`, and names that show that they
 * are hosts by what stands beside them.
 *
 * @param keepAddresses where four numbers joined by dots are a version
 */
export function redactBareHosts(text: string, keepAddresses: boolean): string {
  const named = text
    .replace(USER_AT_HOST, `${USER}@${HOST}`)
    .replace(NAMED_HOST, (match, before: string, host: string) => (isHarmlessHost(host) ? match : `${before}${HOST}`))
    .replace(SSH_HOST, (match, before: string, host: string) => (isHarmlessHost(host) ? match : `${before}${HOST}`))
    .replace(SSH_COMMAND, (match, before: string, host: string) => (isHarmlessHost(host) ? match : `${before}${HOST}`))
    .replace(QUOTED_LABEL, (_, label: string, host: string) => `${label}${redactAuthority(host)}`)
    .replace(BARE_LABEL, (_, label: string, host: string) => `${label}${redactAuthority(host)}`)
    .replace(INTERNAL_NAME, HOST)
    .replace(NAME_WITH_PORT, (host) => (isHarmlessHost(host) || isIPv4(host) ? host : HOST))
    .replace(IPV6, (match) => (isIPv6(match) && !isHarmlessHost(match) && !isList(match) ? HOST : match));
  if (keepAddresses) return named;
  return named.replace(IPV4, (match: string, offset: number) => {
    const isVersion = /\b(?:npu-smi|v(?:ersion)?)[ :=]*$/i.test(named.slice(0, offset));
    return isVersion || !isIPv4(match) || isHarmlessHost(match) ? match : HOST;
  });
}

/** `0:1:2:3:4:5:6:7` lists devices: an address of one digit a group exists in examples only. */
function isList(text: string): boolean {
  return /^\d{1,2}(?::\d{1,2}){7}$/.test(text);
}
