import type { Socket } from "node:net";
import { setTimeout } from "node:timers/promises";
import { describe, expect, it } from "vitest";
import { nextTurn } from "../loopback-server.js";
import { answering, answerOf, clock, openTransport, post } from "./post-once.js";

describe("a connection", () => {
  it("is kept, and the last used one is taken first", async () => {
    const server = await answering((socket, _, count) => void socket.write(answerOf(String(count))));
    const transport = openTransport();
    await Promise.all([post(transport, server.baseUrl), post(transport, server.baseUrl)]);
    expect(server.connections()).toBe(2);
    const texts = [];
    for (let count = 0; count < 3; count += 1) texts.push((await post(transport, server.baseUrl)).text);
    expect(texts).toEqual(["2", "3", "4"]);
    expect(server.connections()).toBe(2);
  });

  it.each([
    ["the server says so", answerOf("a", "connection: close")],
    ["it is HTTP/1.0", answerOf("a").replace("1.1", "1.0")],
    ["more came than the answer", `${answerOf("a")}HTTP/1.1 408 Request Timeout\r\n\r\n`],
  ])("is not used again when %s", async (_, answer) => {
    const server = await answering((socket) => void socket.write(answer));
    const transport = openTransport();
    expect((await post(transport, server.baseUrl)).told).toEqual(["sent", "200", "end"]);
    expect((await post(transport, server.baseUrl)).text).toBe("a");
    expect(server.connections()).toBe(2);
  });

  it.each([
    ["has closed", (socket: Socket) => void socket.end()],
    ["has reset", (socket: Socket) => void socket.resetAndDestroy()],
    [
      "has written to without a question",
      (socket: Socket) => void socket.write("HTTP/1.1 408 Request Timeout\r\n\r\n"),
    ],
  ])("that the server %s while it was idle costs no request", async (_, spoil) => {
    let spoilt: () => void;
    const isSpoilt = new Promise<void>((resolve) => {
      spoilt = resolve;
    });
    const server = await answering(async (socket) => {
      if (server.connections() > 1) return void socket.write(answerOf("second"));
      socket.write(answerOf("first"));
      socket.on("close", () => spoilt());
      await nextTurn();
      spoil(socket);
    });
    const transport = openTransport();
    expect((await post(transport, server.baseUrl)).text).toBe("first");
    await isSpoilt;
    // The kernel of a busy machine may tell the other end turns later.
    await setTimeout(100);
    expect((await post(transport, server.baseUrl)).told).toEqual(["sent", "200", "end"]);
    expect(server.connections()).toBe(2);
  });

  it.each([
    ["four seconds where the server does not say", [], 4e9],
    ["a second less than the server says", ["keep-alive: timeout=20"], 19e9],
  ])("is used again for %s", async (_, fields, limitNs) => {
    let aheadNs = 0;
    const later = { ...clock, nowNs: () => clock.nowNs() + aheadNs };
    const server = await answering((socket) => void socket.write(answerOf("a", ...fields)));
    const transport = openTransport({ clock: later });
    await post(transport, server.baseUrl);
    aheadNs = limitNs - 0.5e9;
    await post(transport, server.baseUrl);
    expect(server.connections()).toBe(1);
    aheadNs += limitNs;
    await post(transport, server.baseUrl);
    expect(server.connections()).toBe(2);
  });

  it("that breaks under a request fails it, and sends nothing twice", async () => {
    const server = await answering((socket, _, count) => {
      if (count === 1) socket.write(answerOf("first"));
      else socket.destroy();
    });
    const transport = openTransport();
    await post(transport, server.baseUrl);
    const { told } = await post(transport, server.baseUrl);
    expect(told[0]).toBe("sent");
    expect(told[1]).toMatch(/^broken: .* before any answer, on a connection that was kept from an earlier request$/);
    expect(server.requests).toHaveLength(2);
  });
});
