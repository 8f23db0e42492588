/** What is said where a record is read by other tools' definitions, or written in their form. */
export const definitions = {
  "report.definitions":
    "THESE ARE NOT TOKWATT'S OWN DEFINITIONS: latencies are taken as {tool} defines them, over the requests that were scheduled in the measured window and ended well. Nothing is judged by them.",
  "report.definitions.table": "Metrics of {tool}",
  "finding.definitions-not-judged":
    "Another tool's definition: the plan's margins and primary metrics were fixed for tokwatt's own, so the ratio only informs.",
  "finding.export-needs-events":
    "This run was too large to keep every event: other tools' forms need the gaps of every request.",
  "cli.export": "Write one run in the form of another tool",
  "cli.argument.run": "folder of one run",
  "cli.option.definitions": "another tool's definitions in the place of tokwatt's own; nothing is judged by them",
  "cli.option.export-format": "form to write",
  "cli.export.note.vllm":
    "Times are as vllm bench serve takes them. Texts are not in a record, so generated_texts holds empty strings.",
  "problem.run-not-found": "There is no run in the folder {path}.",
  "hint.run-folder": "Give the folder of one run, such as results/RUN; tokwatt report names them all.",
} as const;
