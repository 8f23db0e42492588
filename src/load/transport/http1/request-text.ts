import { validateHeaderName, validateHeaderValue } from "node:http";
import type { TransportRequest } from "../transport.js";

/** Fields that the transport itself decides; what a caller says of them is passed over. */
const OWN_FIELDS: ReadonlySet<string> = new Set([
  "connection",
  "content-length",
  "transfer-encoding",
  "accept-encoding",
  "expect",
  "upgrade",
]);

const ASCII = /^[\t\x20-\x7e]*$/;

/** What the requests to one URL have in common. */
export interface RequestTarget {
  readonly line: string;
  readonly host: string;
  /** Fields that were found good, by name: most are the same in every request. */
  readonly known: Map<string, { readonly value: string; readonly line: string }>;
}

export function requestTarget(url: URL): RequestTarget {
  return { line: `POST ${url.pathname}${url.search} HTTP/1.1\r\n`, host: url.host, known: new Map() };
}

/**
 * A POST as it goes over the wire.
 *
 * @throws Error for headers that HTTP does not allow, and for those beyond ASCII, which every server reads in its own way
 */
export function requestText(
  { line, host, known }: RequestTarget,
  { headers, body }: Pick<TransportRequest, "headers" | "body">,
): string {
  let fields = "";
  let hasHost = false;
  for (const name of Object.keys(headers)) {
    const value = headers[name] ?? "";
    let field = known.get(name);
    if (field?.value !== value) {
      field = { value, line: fieldLine(name, value) };
      known.set(name, field);
    }
    fields += field.line;
    hasHost ||= name.toLowerCase() === "host";
  }
  const own = `${hasHost ? "" : `host: ${host}\r\n`}connection: keep-alive\r\naccept-encoding: identity\r\n`;
  return `${line}${own}${fields}content-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
}

function fieldLine(name: string, value: string): string {
  validateHeaderName(name);
  validateHeaderValue(name, value);
  if (!ASCII.test(value)) throw new Error(`header ${name}: only ASCII`);
  return OWN_FIELDS.has(name.toLowerCase()) ? "" : `${name}: ${value}\r\n`;
}
