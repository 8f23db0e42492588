import type { Reporter, TestModule } from "vitest/node";

/** Ends the output with the reasons of the skips and one uncoloured line that programs can read. */
export class PlainReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const counts = { passed: 0, failed: unhandledErrors.length, skipped: 0 };
    const lines: string[] = [];
    for (const module of modules) {
      // A file that cannot be loaded, or whose hook fails, has errors of its own and perhaps no failed test.
      for (const part of [module, ...module.children.allSuites()]) if (part.errors().length > 0) counts.failed += 1;
      for (const test of module.children.allTests()) {
        const result = test.result();
        // What an interrupted run never reached has neither passed nor failed.
        counts[result.state === "pending" ? "skipped" : result.state] += 1;
        if (result.state !== "skipped") continue;
        lines.push(`Skipped: ${module.relativeModuleId} > ${test.fullName}: ${result.note ?? "no reason given"}`);
      }
    }
    lines.push(`Tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
    process.stdout.write(`${lines.join("\n")}\n`);
  }
}
