import type { Reporter, TestModule } from "vitest/node";

/**
 * With TOKWATT_REAL=required a run of the projects "real" and "real-beside" that skips a test, or has none, fails: vitest
 * alone would call it passed.
 */
export class RequireRealReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[]): void {
    if (process.env["TOKWATT_REAL"] !== "required") return;
    const realModules = modules.filter((module) => module.project.name.startsWith("real"));
    if (realModules.length === 0) return;
    const tests = realModules.flatMap((module) => [...module.children.allTests()]);
    const skipped = tests.filter((test) => test.result().state === "skipped").length;
    if (tests.length > 0 && skipped === 0) return;
    process.exitCode = 1;
    const reason = tests.length === 0 ? "there were no real tests" : `${skipped} of ${tests.length} were skipped`;
    process.stdout.write(`TOKWATT_REAL=required, but ${reason}\n`);
  }
}
