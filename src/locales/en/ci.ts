/** What a gate says where CI systems and reviewers read it. */
export const ciSurfaces = {
  "word.gate-surface": "gate surface",

  "ci.title": "tokwatt gate: {suite}",
  "ci.form.base": "The head is held against a base; both were run now.",
  "ci.form.history": "The head is held against the stable segment of the history.",
  "ci.form.requirement": "The head is held against fixed requirements.",

  "ci.status.regressed": "regressed",
  "ci.status.missed": "requirement missed",
  "ci.status.unconfirmed": "regressed, not confirmed",
  "ci.status.improved": "improved",
  "ci.status.ok": "ok",
  "ci.status.inconclusive": "inconclusive",
  "ci.status.not-comparable": "not comparable",
  "ci.status.blind": "blind",
  "ci.status.nothing": "nothing was judged",
  "ci.status.failed": "failed",
  "ci.status.proven": "{status}, proven",

  "ci.headline": "{status}: {counts}. Exit code {code}.",
  "ci.headline.bare": "{status}. Exit code {code}.",
  "ci.count": "{count} {status}",
  "ci.count.lines": "{count} of {all} lines {status}",
  "ci.headline.nothing":
    "NOTHING WAS JUDGED: this gate has no line, and a gate without results never passes. Look at what the runs reported. Exit code {code}.",
  "ci.headline.let-pass": "It passes only because it was told to (--inconclusive=warn).",
  "ci.headline.other-reason": "The exit code has another cause than the lines below: look into the log of the command.",
  "ci.unconfirmed":
    "A regression against the history alarms only when fresh runs confirm it; this one was not confirmed: run the gate again on another node.",

  "ci.stamp.not-measured":
    "NOT MEASURED ON REAL HARDWARE ({label}): the figures of this gate come from a mock, a simulation or a description. They say nothing about any product.",
  "ci.stamp.injected":
    "SLOWED ON PURPOSE: tokwatt itself slowed a system of this gate by {slowdown:percent}. Its figures are not that system's own.",

  "ci.control.found":
    "Positive control: a slow-down of {slowdown:percent} was put into {system}, and the gate noticed it.",
  "ci.control.blind":
    "THIS GATE IS BLIND: a slow-down of {slowdown:percent} was put into {system}, and it was not noticed ({workloads}). An ok of this gate means nothing. More runs or less noise are needed: tokwatt plan SUITE --detect {slowdown:percent} says how many.",
  "ci.control.blind-everywhere": "no workload",
  "ci.control.title": "Positive control",
  "ci.control.line.found": "{workload}, {metric}: found ({change})",
  "ci.control.line.missed": "{workload}, {metric}: not found ({change})",
  "ci.control.nothing": "nothing to compare",

  "ci.column.workload": "workload",
  "ci.column.system": "head",
  "ci.column.head": "head",
  "ci.column.base": "base",
  "ci.column.history": "history",
  "ci.column.requirement": "requirement",
  "ci.column.interval": "{confidence} interval",
  "ci.legend":
    "↑ higher is better, ↓ lower is better. Ratio = head / {against}, turned so that more than 1 is better. The verdict rests on its interval, systematic bounds included, and on the margin.",
  "ci.legend.both-runs": "n = runs of the head + of what it is held against.",
  "ci.legend.runs": "n = runs of the head.",
  "ci.legend.holm":
    "Where several metrics gate, a regression also needs a p below 5 % after it is adjusted for their number (Holm); the intervals are those of each metric by itself.",

  "ci.pair.base": "{head} against {base}",
  "ci.pair.history": "{head} against its history",
  "ci.pair.requirement": "{head} against requirements",
  "ci.change": "{metric} {change} ({confidence} CI {low} to {high}; minus is worse), margin {margin}, n={n}",
  "ci.change.none": "{metric}: no ratio, n={n}",
  "ci.values": "Head {head} {unit}, {against} {reference} {unit}.",
  "ci.message": "{status}: {text}",

  "ci.reasons": "Notes",
  "ci.caveats": "What else to know",
  "ci.segments": "Stable segments of the history",
  "ci.segment": "{workload}, {metric}: {count} entries, {first} to {last}",
  "ci.segment.unknown": "commit unknown",
  "ci.details": "Details",
  "ci.others": "All lines",
  "ci.identity": "Identification",
  "ci.identity.plan": "plan {plan}, executions {executions}",
  "ci.identity.commit": "commit {commit}",
  "ci.cut":
    "CUT: {left} of {lines} lines of this page are left out, as no more than {limit} fit here. The whole stands in the log of the command and in the gate's JSON.",
  "ci.cut.characters": "{limit} characters",
  "ci.cut.bytes": "{limit} bytes",
  "ci.annotation.more": "{count} more are not shown here; the summary of the job has them all.",
} as const;
