/** What else the runs of a metric say, and what would decide it. */
export const findingsDecision = {
  "finding.rank-test":
    "By ranks (Mann-Whitney, Hodges-Lehmann): p = {p}; a run of the candidate lies above one of the baseline in {superiority:percent} of all pairs; ratio {ratio} ({low} to {high}).",
  "finding.rank-test-disagrees":
    "The test by ranks (p = {ranksP}) and the one that the plan fixed (p = {p}) disagree: outliers, too few runs, or blocks that differ. Look at every run, and make more before you decide.",
  "finding.runs-trend":
    "The runs of {system} follow their order (rank correlation {rho}): something drifted. Interleave more blocks, or find what warms up.",
  "finding.runs-outlying":
    "Far from the other runs of {system} (by number of the repeat): {repeats}. All stay in the analysis; look at their records before believing either way.",
  "finding.runs-bimodal":
    "The runs of {system} look like two clusters. That may be two states of the machine (node set, clocks, placement), or chance: of five runs without any, one set in eight looks so. Look at every run for what differs.",
  "finding.runs-quantised":
    "The {runs} runs of {system} show only {distinct} different values: the measurement is coarser than their noise. Lengthen the window, or take a finer meter.",
  "finding.holm-forbids-verdict":
    "Of {metrics} primary metrics this one is not shown to differ: its p adjusted for their number (Holm) is {p}.",
  "finding.runs-to-decide":
    "If the true ratio and noise are what was seen, {runs} runs a side would decide it four times in five.",
  "finding.runs-to-decide-mean":
    "If the true ratio and noise are what was seen, {runs} runs a side on each of these workloads would decide it four times in five.",
  "finding.runs-never-decide":
    "Not even {most} runs a side would decide it: for this noise the ratio lies too close to the margin. Lengthen the window, or calm what makes the runs differ.",
  "finding.bounds-forbid-decision":
    "More runs cannot decide it: systematic bounds (meters, bridges) alone reach over the margin of {margin:percent}. Use a more accurate meter, or narrow the bridge.",
} as const;
