import { onTestFinished } from "vitest";
import { DEFAULT_PACED_OPTIONS, type PacedOptions } from "../../../src/simulation/paced-server/paced-options.js";
import { createPacedServer, type PacedServer } from "../../../src/simulation/paced-server/paced-server.js";

/** A paced server in this process, with short times, until the test ends. */
export async function servePaced(changes: Partial<PacedOptions> = {}): Promise<PacedServer> {
  const server = await createPacedServer({ ...DEFAULT_PACED_OPTIONS, ttftMs: 20, gapMs: 4, ...changes });
  onTestFinished(() => server.close());
  return server;
}
