import { closest } from "../../contract/closest.js";
import { isTrainingVariable, TRAINING_VARIABLES, templateReferences } from "../../model/training-command.js";
import type { Mistake } from "../mistake.js";
import { keysAt, listAt, valueAt } from "../peek.js";

/**
 * References of one job to figures that no workload has. What begins with a capital letter is a variable of the environment,
 * which is looked for when the system is opened.
 */
export function templateMistakes(job: unknown, path: readonly PropertyKey[]): readonly Mistake[] {
  const places = [
    ...listAt(job, "command").map((_, index) => ["command", index]),
    ...keysAt(job, "environment").map((name) => ["environment", name]),
    ["directory"],
  ];
  return places.flatMap((place) => {
    const text = valueAt(job, ...place);
    return typeof text === "string" ? unknownFigures(text, [...path, ...place]) : [];
  });
}

function unknownFigures(text: string, path: readonly PropertyKey[]): readonly Mistake[] {
  const names = templateReferences(text).flatMap(({ name, of }) => (of === "workload" ? [name] : []));
  return [...new Set(names)]
    .filter((name) => !isTrainingVariable(name))
    .map((name): Mistake => {
      const suggestion = closest(name, TRAINING_VARIABLES);
      const data = { name, known: TRAINING_VARIABLES.join(", "), suggestion: suggestion ?? "" };
      const hint = suggestion === undefined ? "template-names" : "did-you-mean";
      return { path, at: "value", code: "unknown-template-name", data, hint };
    });
}
