#!/usr/bin/env node
import type { CommandEntry } from "./command.js";
import { processContext } from "./context.js";
import { runCommandLine } from "./run-command-line.js";

/** The table of contents. A new command is one new file and one entry here. */
const COMMANDS: readonly CommandEntry[] = [
  { name: "plan", positional: "<suite>", describe: "cli.plan", load: () => import("./commands/plan.js") },
  { name: "run", positional: "<suite>", describe: "cli.run", load: () => import("./commands/run.js") },
  { name: "gate", positional: "<suite>", describe: "cli.gate", load: () => import("./commands/gate.js") },
  { name: "aa", positional: "<suite>", describe: "cli.aa", load: () => import("./commands/aa.js") },
  {
    name: "search",
    positional: "<system> <workload>",
    describe: "cli.search",
    load: () => import("./commands/search.js"),
  },
  { name: "compare", positional: "<results>", describe: "cli.compare", load: () => import("./commands/compare.js") },
  { name: "report", positional: "<results>", describe: "cli.report", load: () => import("./commands/report.js") },
  {
    name: "history",
    positional: "<action> [names..]",
    describe: "cli.history",
    load: () => import("./commands/history.js"),
  },
  { name: "export", positional: "<run>", describe: "cli.export", load: () => import("./commands/export.js") },
  { name: "list", positional: "[what]", describe: "cli.list", load: () => import("./commands/list.js") },
  { name: "describe", positional: "<system>", describe: "cli.describe", load: () => import("./commands/describe.js") },
  { name: "schema", positional: "<what>", describe: "cli.schema", load: () => import("./commands/schema.js") },
  { name: "calibrate", positional: "", describe: "cli.calibrate", load: () => import("./commands/calibrate.js") },
  { name: "doctor", positional: "<system>", describe: "cli.doctor", load: () => import("./commands/doctor.js") },
  { name: "serve", positional: "<mock>", describe: "cli.serve", load: () => import("./commands/serve.js") },
  {
    name: "completion",
    positional: "<shell>",
    describe: "cli.completion",
    load: () => import("./commands/completion.js"),
  },
];

const context = processContext();
context.setExitCode(await runCommandLine(COMMANDS, context));
