import { type RequestColumns, RequestCursor, sampleAt } from "./request-columns.js";
import type { RequestSample } from "./request-sample.js";

/*
 * A list of requests is an array to whoever reads it. That of a record rests on columns: its elements are made when they
 * are asked for, and not kept. Code that goes over all of a run's requests does it by the functions here, which take either
 * kind and make no object a request; everything else may use the list as the array that it says it is.
 */

/** What a list that rests on columns stands on, in the order of the list. */
interface Rest {
  readonly columns: RequestColumns;
  readonly rows: Uint32Array;
}

const rests = new WeakMap<readonly RequestSample[], Rest>();

/** The requests of some rows, in the order in which these are given. It cannot be changed. */
export function listOfColumns(columns: RequestColumns, rows: Uint32Array): readonly RequestSample[] {
  const rest = { columns, rows };
  // An array by all that JavaScript asks of one, `Array.isArray` and its own methods included. It holds nothing itself: its
  // length is said for it, as an array of that length would have room for all of its elements.
  const list = new Proxy<RequestSample[]>([], handlerOf(rest));
  rests.set(list, rest);
  return list;
}

/**
 * Calls `visit` with each request, in the order of the list. It must not keep what it is given: the next request comes in
 * the same object.
 */
export function eachRequest(requests: readonly RequestSample[], visit: (request: RequestSample) => void): void {
  const rest = rests.get(requests);
  if (rest === undefined) {
    for (const request of requests) visit(request);
    return;
  }
  const cursor = new RequestCursor(rest.columns);
  const { rows } = rest;
  for (let index = 0; index < rows.length; index += 1) {
    cursor.row = rows[index] as number;
    visit(cursor);
  }
}

/** How many requests are as asked. */
export function countRequests(
  requests: readonly RequestSample[],
  isWanted: (request: RequestSample) => boolean,
): number {
  let count = 0;
  eachRequest(requests, (request) => {
    if (isWanted(request)) count += 1;
  });
  return count;
}

/** The requests that are as asked: a list of the same kind, which shares what the other one stands on. */
export function selectRequests(
  requests: readonly RequestSample[],
  isWanted: (request: RequestSample) => boolean,
): readonly RequestSample[] {
  const rest = rests.get(requests);
  if (rest === undefined) return requests.filter(isWanted);
  const { columns, rows } = rest;
  const cursor = new RequestCursor(columns);
  let [count, first, last] = [0, 0, -1];
  for (let index = 0; index < rows.length; index += 1) {
    cursor.row = rows[index] as number;
    if (!isWanted(cursor)) continue;
    if (count === 0) first = index;
    last = index;
    count += 1;
  }
  // A phase is one stretch of a run.
  if (last - first + 1 === count) return listOfColumns(columns, rows.subarray(first, last + 1));
  const wanted = new Uint32Array(count);
  let filled = 0;
  for (let index = first; index <= last; index += 1) {
    cursor.row = rows[index] as number;
    if (!isWanted(cursor)) continue;
    wanted[filled] = cursor.row;
    filled += 1;
  }
  return listOfColumns(columns, wanted);
}

function handlerOf({ columns, rows }: Rest): ProxyHandler<RequestSample[]> {
  const rowOf = (key: string | symbol): number | undefined => (typeof key === "string" ? rows[Number(key)] : undefined);
  function* samples(): Generator<RequestSample> {
    for (const row of rows) yield sampleAt(columns, row);
  }
  const refuse = (): never => {
    throw new TypeError("the requests of a record cannot be changed");
  };
  return {
    get(target, key, receiver) {
      if (key === Symbol.iterator) return samples;
      if (key === "length") return rows.length;
      const row = rowOf(key);
      return row === undefined ? Reflect.get(target, key, receiver) : sampleAt(columns, row);
    },
    has: (target, key) => rowOf(key) !== undefined || Reflect.has(target, key),
    ownKeys: () => [...Array.from(rows.keys(), String), "length"],
    getOwnPropertyDescriptor(target, key) {
      if (key === "length") return { value: rows.length, writable: true, enumerable: false, configurable: false };
      const row = rowOf(key);
      if (row === undefined) return Reflect.getOwnPropertyDescriptor(target, key);
      return { value: sampleAt(columns, row), writable: true, enumerable: true, configurable: true };
    },
    set: refuse,
    defineProperty: refuse,
    deleteProperty: refuse,
  };
}
