import type { GateSurface } from "../../contract/gate-surface.js";
import { createRegistry } from "../../contract/registry.js";
import { benchstatSurface } from "./benchstat.js";
import { githubSurface } from "./github.js";
import { jsonSurface } from "./json.js";
import { junitSurface } from "./junit.js";
import { markdownSurface } from "./markdown.js";
import { summarySurface } from "./summary.js";
import { terminalSurface } from "./terminal.js";

/** Every form of what a gate says. A new one is one new file and one line here. */
export const GATE_SURFACES: readonly GateSurface[] = [
  terminalSurface,
  jsonSurface,
  junitSurface,
  githubSurface,
  summarySurface,
  markdownSurface,
  benchstatSurface,
];

export const gateSurfaces = createRegistry("gate-surface", GATE_SURFACES);
