import type { Clock } from "../../contract/clock.js";
import type { ReadWatch } from "./http1/connection.js";
import { createNetTransport } from "./net-transport.js";
import type { Transport } from "./transport.js";
import { createUndiciTransport } from "./undici-transport.js";

/**
 * The transport for a URL: bare sockets for `http:`, undici where there is TLS. Its name stands in the record.
 *
 * @param reads told of every read
 */
export function createTransport(url: URL | string, clock: Clock, reads?: ReadWatch): Transport {
  return new URL(url).protocol === "https:" ? createUndiciTransport(clock, reads) : createNetTransport(clock, reads);
}
