import type { Nanoseconds } from "../../../model/time.js";
import type { Connection } from "./connection.js";

/** Connections that wait for a request. */
export interface IdlePool {
  /** The one that was used last, if the server is likely to have kept it; closes those that it is not. */
  take(nowNs: Nanoseconds): Connection | undefined;
  put(connection: Connection): void;
  /** Forgets a connection that was closed. */
  remove(connection: Connection): void;
}

export function createIdlePool(): IdlePool {
  const idle: Connection[] = [];
  return {
    take: (nowNs) => {
      for (let last = idle.pop(); last !== undefined; last = idle.pop()) {
        if (last.isFresh(nowNs)) return last;
        last.destroy();
      }
      return undefined;
    },
    put: (connection) => {
      idle.push(connection);
    },
    remove: (connection) => {
      const index = idle.lastIndexOf(connection);
      if (index >= 0) idle.splice(index, 1);
    },
  };
}
