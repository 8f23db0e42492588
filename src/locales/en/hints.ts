/** What to do about a mistake; filled with the data of the problem. */
export const hints = {
  "hint.run-without-resume":
    "Run without --resume, or name the right --results. If the suite changed since, it is another plan.",
  "hint.did-you-mean": 'Did you mean "{suggestion}"?',
  "hint.known-keys": "Known keys here: {known}.",
  "hint.known-names": "Known names: {known}.",
  "hint.keep-one-key": "Keep one of the two.",
  "hint.identifier": "Lower-case letters and digits; several words are joined by single hyphens: my-system-2.",
  "hint.both-languages": "Write it in both languages: { en: ..., zh: ... }",
  "hint.as-list": "Write a list, also for a single entry: [{received}]",
  "hint.command-as-list": "Write program and arguments as a list, as no shell reads them: [{words}]",
  "hint.boundary-order": "From narrow to wide: {order}.",
  "hint.quote-text": 'Put the value in quotes: "{received}".',
  "hint.plain-number": "Write a plain number without quotes or unit; the unit is in the key's name.",
  "hint.name-not-path": "Give the name that both systems' files can share.",
  "hint.see-help": "Every command lists its arguments and options with --help.",
  "hint.workers": "Leave --workers out to let tokwatt choose by the load and the cores of this machine.",
  "hint.other-port": "Choose another port, or 0 for a free one.",
  "hint.choose-output": "Check that the folder exists and may be written to.",
  "hint.set-variables": "Set them in the environment of the command: NAME=value tokwatt run ...",
  // biome-ignore lint/suspicious/noTemplateCurlyInString: written as it stands in a system file
  "hint.base-url-or-port": 'Give "baseUrl", or let the command listen on ${PORT}.',
  "hint.run-first": "Check the path, or run a suite first: tokwatt run SUITE --results {path}",
  "hint.dataset-plain": 'A line of a plain data set: {"prompt": "..."}, perhaps with "output_tokens".',
  "hint.dataset-sharegpt": 'An entry of this form: {"conversations": [{"from": "human", "value": "..."}, ...]}.',
} as const;
