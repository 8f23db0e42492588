import { mediaType } from "../media-type.js";
import { codingRefused } from "../socket-words.js";

/** How the end of a body is known. */
export type BodyFraming =
  | { readonly kind: "none" }
  | { readonly kind: "length"; readonly bytes: number }
  | { readonly kind: "chunked" }
  | { readonly kind: "until-close" };

/** What a client needs of the head of a response. */
export interface ResponseHead {
  readonly status: number;
  /** In lower case, without parameters; empty where there is none. */
  readonly contentType: string;
  readonly body: BodyFraming;
  /** Whether the connection may carry another request after this response. */
  readonly keepAlive: boolean;
  /** How long the server says that it keeps an idle connection, where it does. */
  readonly keepAliveSeconds?: number | undefined;
}

/** Why a head is none that can be read, in words for the record. */
export interface UnreadableHead {
  readonly refused: string;
}

const STATUS_LINE = /^HTTP\/1\.([01]) ([1-5][0-9]{2})(?: |$)/;
const DIGITS = /^[0-9]{1,15}$/;

/** Fields that decide how a response is read. */
interface Fields {
  readonly lengths: string[];
  readonly codings: string[];
  connection: string;
  keepAlive: string;
  contentType: string;
  contentEncoding: string;
}

/**
 * Reads the head of an HTTP/1.0 or 1.1 response (RFC 9112, sections 4 to 6).
 *
 * @param text the lines up to the empty one, one character a byte
 */
export function readResponseHead(text: string): ResponseHead | UnreadableHead {
  const [statusLine = "", ...lines] = text.split(/\r?\n/);
  const [, minor, digits] = STATUS_LINE.exec(statusLine) ?? [];
  if (digits === undefined) return { refused: `not HTTP/1.1: ${statusLine.slice(0, 80)}` };
  const status = Number(digits);
  const fields = readFields(lines);
  if (typeof fields === "string") return { refused: `malformed header: ${fields.slice(0, 80)}` };
  if (status === 101) return { refused: "101 Switching Protocols, which nobody asked for" };
  const coding = fields.contentEncoding.toLowerCase();
  if (coding !== "" && coding !== "identity") return { refused: codingRefused("content-encoding", coding) };
  const body = status < 200 ? ({ kind: "none" } as const) : bodyFraming(status, fields);
  if ("refused" in body) return body;
  const options = listOf(fields.connection);
  const isPersistent = minor === "1" ? !options.includes("close") : options.includes("keep-alive");
  const isAmbiguous = fields.codings.length > 0 && fields.lengths.length > 0;
  return {
    status,
    contentType: mediaType(fields.contentType),
    body,
    keepAlive: isPersistent && body.kind !== "until-close" && !isAmbiguous,
    keepAliveSeconds: keepAliveSeconds(fields.keepAlive),
  };
}

/** The fields that matter, or the line that is none. */
function readFields(lines: readonly string[]): Fields | string {
  const fields: Fields = {
    lengths: [],
    codings: [],
    connection: "",
    keepAlive: "",
    contentType: "",
    contentEncoding: "",
  };
  for (const line of lines) {
    // The continuation of a field that RFC 9112 has done away with; none of ours is ever written like that.
    if (line === "" || line.startsWith(" ") || line.startsWith("\t")) continue;
    const colon = line.indexOf(":");
    if (colon < 1) return line;
    const value = line.slice(colon + 1).trim();
    switch (line.slice(0, colon).trimEnd().toLowerCase()) {
      case "content-length":
        fields.lengths.push(...value.split(",").map((length) => length.trim()));
        break;
      case "transfer-encoding":
        fields.codings.push(...listOf(value));
        break;
      case "connection":
        fields.connection = fields.connection === "" ? value : `${fields.connection},${value}`;
        break;
      case "keep-alive":
        fields.keepAlive = value;
        break;
      case "content-type":
        fields.contentType = value;
        break;
      case "content-encoding":
        fields.contentEncoding = value;
        break;
    }
  }
  return fields;
}

function bodyFraming(status: number, { codings, lengths }: Fields): BodyFraming | UnreadableHead {
  if (status === 204 || status === 304) return { kind: "none" };
  if (codings.length > 0) {
    const [coding] = codings;
    if (codings.length === 1 && coding === "chunked") return { kind: "chunked" };
    return { refused: codingRefused("transfer-encoding", codings.join(", ")) };
  }
  const [length] = lengths;
  if (length === undefined) return { kind: "until-close" };
  if (!DIGITS.test(length) || lengths.some((other) => other !== length)) {
    return { refused: `malformed content-length: ${lengths.join(", ").slice(0, 80)}` };
  }
  return length === "0" ? { kind: "none" } : { kind: "length", bytes: Number(length) };
}

function listOf(value: string): readonly string[] {
  return value
    .toLowerCase()
    .split(",")
    .map((item) => item.trim())
    .filter((item) => item !== "");
}

function keepAliveSeconds(value: string): number | undefined {
  const seconds = /(?:^|[\s,;])timeout=([0-9]{1,9})/i.exec(value)?.[1];
  return seconds === undefined ? undefined : Number(seconds);
}
