import type { Clock } from "../../contract/clock.js";
import { type RunningServer, startOpenAiServer } from "../../simulation/openai-server/openai-server.js";
import { createMockEngine, type MockEngine } from "./engine.js";
import type { MockOptions } from "./options.js";

export const MOCK_VERSION = "tokwatt-mock-1";

export interface MockServer extends RunningServer {
  readonly engine: MockEngine;
}

/**
 * Serves a mock system over HTTP on the loopback address, until it is closed.
 *
 * @param serving.port 0 or absent: a free one
 * @param serving.seed of the run that the server is there for
 * @throws the socket's error when the port cannot be had
 */
export async function serveMock(
  options: MockOptions,
  serving: { readonly clock: Clock; readonly port?: number | undefined; readonly seed?: string | undefined },
): Promise<MockServer> {
  const { clock, port, seed = "serve" } = serving;
  const engine = createMockEngine(options, seed, clock);
  const { model, faults } = options;
  const server = await startOpenAiServer({ service: engine, model, version: MOCK_VERSION, clock, port, faults });
  return { ...server, engine };
}
