import { expect, it } from "vitest";
import { calibrationPage } from "../../src/cli/calibration-page.js";
import type { Calibration } from "../../src/records/calibration.js";
import { renderPage } from "../../src/report/renderers/terminal.js";

const CALIBRATION: Calibration = {
  machine: { cpuModel: "EPYC", cpuCount: 2, nodeVersion: "v20.20.2", tokwattVersion: "0.1.0" },
  workers: 1,
  calibratedAt: "2026-11-23T00:00:00.000Z",
  transport: "net",
  requests: { perSecond: 3912.4, limitedBy: "client" },
  events: { perSecond: 79_000.2, limitedBy: "server" },
  added: [
    { share: 0.25, eventsPerSecond: 19_750, ttftP50Ms: 0.21, ttftP99Ms: 1.5, itlP50Ms: 0.004, itlP99Ms: 0.6 },
    { share: 0.75, eventsPerSecond: 59_250, ttftP50Ms: 0.4, ttftP99Ms: 9.125, itlP50Ms: 0, itlP99Ms: -0.25 },
  ],
};

it.each(["en", "zh"] as const)("a calibration is shown with its machine, ceilings and latencies (%s)", (language) => {
  const page = renderPage(calibrationPage(CALIBRATION, language), { width: 100, color: false });
  for (const text of ["EPYC", "v20.20.2", "3912", "79000", "19750", "25 %", "0.21 / 1.50", "0.00 / -0.25"]) {
    expect(page).toContain(text);
  }
  expect(page).not.toContain("cli.");
});
