/**
 * The far end of the receive probe, on a thread of its own: writes the time to whoever connects, at the intervals that it
 * was given. The stamp is taken right before the write, so the thread's own lateness is no part of the lag.
 */
import { createServer, type Socket } from "node:net";
import { parentPort, workerData } from "node:worker_threads";
import type { ReceiveProbePort, ReceiveProbeTask } from "./receive-probe.js";

const { gapsMs } = workerData as ReceiveProbeTask;

function writeOn(socket: Socket): void {
  let next = 0;
  const write = (): void => {
    const stamp = Buffer.allocUnsafe(8);
    stamp.writeBigUInt64LE(process.hrtime.bigint());
    socket.write(stamp);
    next = (next + 1) % gapsMs.length;
    timer = setTimeout(write, gapsMs[next]);
  };
  let timer = setTimeout(write, gapsMs[next]);
  const stop = (): void => clearTimeout(timer);
  socket.setNoDelay(true);
  socket.on("error", stop).on("close", stop);
}

const server = createServer((socket) => {
  server.close();
  writeOn(socket);
});
server.listen(0, "127.0.0.1", () => {
  const address = server.address();
  if (typeof address === "object" && address !== null) {
    parentPort?.postMessage({ port: address.port } satisfies ReceiveProbePort);
  }
});
