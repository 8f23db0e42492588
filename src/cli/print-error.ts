import { closest } from "../contract/closest.js";
import { findingText, hintText, message, problemText } from "../locales/catalogue.js";
import { InputError, MeasurementError } from "../model/errors.js";
import { EXIT, type ExitCode } from "../model/exit-codes.js";
import type { Language } from "../model/localized-text.js";
import type { Problem } from "../model/problem.js";
import { foldText } from "../report/renderers/fold-text.js";
import type { CommandContext } from "./command.js";
import type { TextStream } from "./context.js";
import { UsageComplaint } from "./usage-complaint.js";

/** Says on stderr what went wrong and what to do about it. Returns the code that the command ends with. */
export function printError(error: unknown, context: CommandContext): ExitCode {
  const { language, stderr } = context;
  const print = (text: string): void => void stderr.write(`${folded(text, stderr)}\n`);
  const mark = (text: string): string => message(language, "cli.error", { text });
  if (error instanceof UsageComplaint) {
    print(problemLines(usageProblem(error, context.arguments), language, mark));
    return EXIT.usage;
  }
  if (error instanceof InputError) {
    for (const problem of error.problems) print(problemLines(problem, language, mark));
    return error.exitCode;
  }
  if (error instanceof MeasurementError) {
    print(mark(findingText(language, error.finding)));
    return error.exitCode;
  }
  stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`);
  print(mark(message(language, "cli.bug")));
  return EXIT.measurement;
}

const MINIMUM_COLUMNS = 40;

/** Beside the two columns that set a hint off. */
const CONTINUATION = "    ";

/** Lines as they fit a terminal. Elsewhere they stay whole: programs read them too. */
function folded(text: string, { isTTY, columns }: TextStream): string {
  if (isTTY !== true || columns === undefined) return text;
  const width = Math.max(columns - CONTINUATION.length, MINIMUM_COLUMNS);
  return text
    .split("\n")
    .map((line) => {
      const indent = line.startsWith("  ") ? "  " : "";
      return indent + foldText(line.trimStart(), width).join(`\n${CONTINUATION}`);
    })
    .join("\n");
}

/** `file:line:column: sentence`, the hint below it. What has no place begins with the word for an error. */
function problemLines(problem: Problem, language: Language, mark: (text: string) => string): string {
  const place = [problem.file, problem.line, problem.column].filter((part) => part !== undefined).join(":");
  const text = problemText(language, problem);
  const hint = hintText(language, problem);
  const first = place === "" ? mark(text) : `${place}: ${text}`;
  return hint === undefined ? first : `${first}\n  ${hint}`;
}

function usageProblem({ message: complaint, help }: UsageComplaint, words: readonly string[]): Problem {
  const options = [...help.matchAll(/^ +(?:-\w, )?(--[\w-]+)/gm)].map(([, option = ""]) => option);
  const unknown = words.map((word) => word.split("=")[0] ?? "").find((word) => isUnknownOption(word, options));
  const suggestion = unknown === undefined ? undefined : closest(unknown, options);
  const data = { complaint, suggestion: suggestion ?? "" };
  return { code: "usage", data, hint: suggestion === undefined ? "see-help" : "did-you-mean" };
}

function isUnknownOption(word: string, options: readonly string[]): boolean {
  return word.startsWith("--") && word !== "--" && !options.includes(word);
}
