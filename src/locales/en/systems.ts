/** What can be wrong with a system file beyond its form, and what to do about it. */
export const systems = {
  "problem.several-adapters": "A system has one adapter; {count} stand here.",
  "problem.count-not-topology":
    '"count" is {count}, but the topology makes {product} of the unit {unit:word} ({factors}).',
  "problem.nodes-not-divisible": "{nodes} nodes cannot be shared out evenly among {superNodes} super-nodes.",
  "problem.super-nodes-missing": 'The accelerators are counted in super-nodes, and the topology has no "superNodes".',
  "problem.missing-variable": "The environment variable {name} is used here and is not set.",
  "problem.option-file-unreadable": '"{path}" names a file that cannot be read: {file} ({reason}).',
  "problem.api-key-unusable": '"{path}" leads to no key: a key is one line of visible ASCII characters.',
  "problem.api-key-beside-header": 'There are both an "apiKey" and a header "authorization".',
  "problem.plugin-not-installed":
    "The package {name} is not installed. It was looked for from the folder of this file, from the folder where tokwatt was called, and from tokwatt's own.",
  "problem.plugin-failed": "The package {name} cannot be loaded. It says: {words}",
  "problem.plugin-exports-nothing":
    'The package {name} exports no {kind:word}: neither as its default export nor as "{exported}".',
  "problem.plugin-not-a-backend":
    "What the package {name} exports is no backend adapter. Missing or of the wrong kind: {parts}.",
  "problem.plugin-not-a-power-source":
    "What the package {name} exports is no power source. Missing or of the wrong kind: {parts}.",

  "hint.known-plugins":
    "These come with tokwatt: {known}. Any other is called like the npm package that brings it: {packages}...",
  "hint.one-adapter": "Keep one; describe another system in a file of its own.",
  "hint.count-as-topology": 'Correct "count", the unit, or the topology; leave the topology out where it is not known.',
  "hint.state-super-nodes": 'Give "superNodes", or count in another unit.',
  "hint.set-variable": "Set it for the command: {name}=... tokwatt ...",
  "hint.api-key-form": "Put the key alone into the variable or the file, without quotes and without Bearer.",
  "hint.api-key-or-header": "Keep one of them: both say by which key the server knows you.",
  "hint.install-plugin": "Install it in the folder where you call tokwatt: npm install {name}",
  "hint.repair-plugin": "Install it again (npm install {name}), or show its authors these words.",
  "hint.plugin-authors": "Its authors can check it with the contract suite in tokwatt/testing.",
  "hint.update-plugin": "The package is the older one: npm install {name}@latest",
  "hint.update-tokwatt": "This tokwatt is the older one: npm install tokwatt@latest",
} as const;
