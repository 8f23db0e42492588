import { InputError, MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";

/** What an error says, as data; an unexpected one keeps its own words. */
export function findingOf(error: unknown): Finding {
  if (error instanceof MeasurementError) return error.finding;
  // Options that only the opening could check: the first problem says why the run failed.
  const [problem] = error instanceof InputError ? error.problems : [];
  if (problem !== undefined) return failure(problem.code, problem.data);
  return failure("unexpected-error", { message: error instanceof Error ? error.message : String(error) });
}
