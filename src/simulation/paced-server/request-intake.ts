/** One HTTP request, read to its end. */
export interface PacedRequest {
  readonly method: string;
  readonly path: string;
  /** Value of `x-request-id`; undefined where there is none. */
  readonly requestId: string | undefined;
  readonly body: string;
}

export interface RequestIntake {
  /** Takes bytes of a connection; calls back for every request that they complete. Throws for what is no HTTP/1.1. */
  take(bytes: Buffer): void;
}

const HEAD_END = "\r\n\r\n";
const NOTHING = Buffer.alloc(0);

/** Reads the requests of one connection. Bodies need a `content-length`, which every client of this API sends. */
export function createRequestIntake(completed: (request: PacedRequest) => void): RequestIntake {
  let pending: Buffer = NOTHING;
  let head: Omit<PacedRequest, "body"> | undefined;
  let bodyBytes = 0;

  const readHead = (): boolean => {
    const endAt = pending.indexOf(HEAD_END);
    if (endAt === -1) return false;
    const text = pending.toString("latin1", 0, endAt);
    const [, method = "", path = ""] = /^([A-Z]+) (\S+) HTTP\/1\.1(?:\r\n|$)/.exec(text) ?? [];
    if (method === "") throw new SyntaxError(`no HTTP/1.1 request: ${text.slice(0, 60)}`);
    if (/\r\ntransfer-encoding:/i.test(text)) throw new SyntaxError("a body without content-length");
    bodyBytes = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
    head = { method, path, requestId: /\r\nx-request-id: *([^\r\n]+)/i.exec(text)?.[1] };
    pending = pending.subarray(endAt + HEAD_END.length);
    return true;
  };

  return {
    take: (bytes) => {
      pending = pending.length === 0 ? bytes : Buffer.concat([pending, bytes]);
      while (pending.length > 0 || head !== undefined) {
        if (head === undefined && !readHead()) return;
        if (head === undefined || pending.length < bodyBytes) return;
        const request = { ...head, body: pending.toString("utf8", 0, bodyBytes) };
        pending = pending.subarray(bodyBytes);
        head = undefined;
        completed(request);
      }
    },
  };
}
