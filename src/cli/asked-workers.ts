import { InputError } from "../model/errors.js";

/**
 * The number of workers that a command was asked for; undefined where it was left out.
 *
 * @throws InputError for what is no whole number of at least 1
 */
export function askedWorkers(received: number | undefined): number | undefined {
  if (received === undefined || (Number.isSafeInteger(received) && received >= 1)) return received;
  throw new InputError([{ code: "workers-not-whole", data: { received: String(received) }, hint: "workers" }]);
}
