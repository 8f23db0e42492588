import type { z } from "zod";

export type Issue = z.core.$ZodIssue;

/** Names of the kinds of a YAML value, where zod's differ. */
const valueKinds: Readonly<Record<string, string>> = {
  string: "text",
  int: "integer",
  array: "list",
  tuple: "list",
  object: "mapping",
  record: "mapping",
};

/** The values that a field may have, where the issue is about a choice. */
export function choicesOf(issue: Issue): readonly string[] | undefined {
  if (issue.code === "invalid_value") return issue.values.map(String);
  if (issue.code !== "invalid_union" || issue.discriminator === undefined || !("options" in issue)) return undefined;
  return (issue.options ?? []).map(String);
}

/** What a message says was expected: a kind of YAML value, a bound such as `>= 1`, a pattern, or a list of choices. */
export function expectation(issue: Issue): string {
  switch (issue.code) {
    case "invalid_type":
      return valueKinds[issue.expected] ?? issue.expected;
    case "too_small":
      return `${issue.inclusive === false ? ">" : ">="} ${issue.minimum}`;
    case "too_big":
      return `${issue.inclusive === false ? "<" : "<="} ${issue.maximum}`;
    case "invalid_format":
      return issue.pattern ?? issue.format;
    case "invalid_union":
      return (choicesOf(issue) ?? branchExpectations(issue.errors)).join(" | ");
    default:
      return choicesOf(issue)?.join(" | ") ?? issue.message;
  }
}

function branchExpectations(branches: readonly (readonly Issue[])[]): readonly string[] {
  return [...new Set(branches.flatMap((branch) => branch.slice(0, 1).map(expectation)))];
}
