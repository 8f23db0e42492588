import type { Finding } from "../model/finding.js";

/** Reports the first finding of each code: what happens again and again is one trouble. */
export function reportOnce(report: (finding: Finding) => void): (finding: Finding) => void {
  const reported = new Set<string>();
  return (finding) => {
    if (reported.has(finding.code)) return;
    reported.add(finding.code);
    report(finding);
  };
}
