import { EXIT, type ExitCode } from "./exit-codes.js";
import type { Finding } from "./finding.js";
import type { Problem } from "./problem.js";

/*
 * A plug-in may have brought along a tokwatt of its own. Its errors are other classes with the same meaning (that the two
 * understand each other is checked by the version of the contract), so `instanceof` goes by name and content.
 */

/** Every error that tokwatt throws on purpose. It carries the exit code that the command ends with. */
export abstract class TokwattError extends Error {
  abstract readonly exitCode: ExitCode;
}

/** Wrong input: all problems that were found, not the first one only. */
export class InputError extends TokwattError {
  override readonly name = "InputError";
  readonly exitCode = EXIT.usage;
  readonly problems: readonly Problem[];

  static override [Symbol.hasInstance](value: unknown): value is InputError {
    return value instanceof Error && value.name === "InputError" && "problems" in value;
  }

  constructor(problems: readonly Problem[], options?: ErrorOptions) {
    super(problems.map((problem) => `${problem.code} ${JSON.stringify(problem.data)}`).join("; "), options);
    this.problems = problems;
  }
}

/** What is wrong, by an InputError that was caught; any other error is thrown again. */
export function problemsOf(error: unknown): readonly Problem[] {
  if (error instanceof InputError) return error.problems;
  throw error;
}

/** A measurement, or the reading of one, that could not be carried out. */
export class MeasurementError extends TokwattError {
  override readonly name = "MeasurementError";
  readonly exitCode = EXIT.measurement;
  readonly finding: Finding;

  static override [Symbol.hasInstance](value: unknown): value is MeasurementError {
    return value instanceof Error && value.name === "MeasurementError" && "finding" in value;
  }

  constructor(finding: Finding, options?: ErrorOptions) {
    super(`${finding.code} ${JSON.stringify(finding.data)}`, options);
    this.finding = finding;
  }
}
