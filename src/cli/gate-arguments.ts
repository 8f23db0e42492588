import type { Argv } from "yargs";
import { message } from "../locales/catalogue.js";
import { InputError, problemsOf } from "../model/errors.js";
import { GATE_FORMS, type GateForm } from "../model/gate.js";
import type { Language } from "../model/localized-text.js";
import type { Problem } from "../model/problem.js";
import { GATE_SURFACES } from "../report/gate/surfaces.js";
import { askedWorkers } from "./asked-workers.js";
import { type GateOutput, readOutputs } from "./gate-outputs.js";
import { historyOption } from "./history-options.js";
import { readFraction } from "./read-fraction.js";

/** What stands on the command line, as yargs gives it. */
export interface GateArguments {
  readonly suite: string;
  readonly against?: GateForm | undefined;
  readonly history: string;
  readonly results: string;
  readonly recorded: boolean;
  readonly execution?: string | undefined;
  readonly resume: boolean;
  readonly inconclusive: "fail" | "warn";
  readonly control?: string | undefined;
  readonly commit?: string | undefined;
  readonly format: string;
  readonly write?: string | readonly string[] | undefined;
  readonly add: boolean;
  readonly workers?: number | undefined;
  readonly verbose: boolean;
}

/** The same once it was understood. */
export interface GateChosen extends Omit<GateArguments, "control" | "write"> {
  /** Slow-down that is injected to see whether the gate would notice; absent where none is. */
  readonly control?: number | undefined;
  readonly outputs: readonly GateOutput[];
}

export function buildGateOptions(parser: Argv, language: Language): Argv<GateArguments> {
  const describe = (key: Parameters<typeof message>[1]) => message(language, key);
  return parser
    .positional("suite", { type: "string", demandOption: true, describe: describe("cli.argument.suite") })
    .option("against", { choices: GATE_FORMS, describe: describe("cli.option.against") })
    .option("history", historyOption(language))
    .option("results", { type: "string", default: "results", describe: describe("cli.option.results") })
    .option("recorded", { type: "boolean", default: false, describe: describe("cli.option.recorded") })
    .option("execution", { type: "string", describe: describe("cli.option.gate-execution") })
    .option("resume", { type: "boolean", default: false, describe: describe("cli.option.resume") })
    .option("inconclusive", {
      choices: ["fail", "warn"] as const,
      default: "fail" as const,
      describe: describe("cli.option.inconclusive"),
    })
    .option("control", { type: "string", describe: describe("cli.option.gate-control") })
    .option("commit", { type: "string", describe: describe("cli.option.commit") })
    .option("format", {
      choices: GATE_SURFACES.map(({ name }) => name),
      default: "terminal",
      describe: describe("cli.option.gate-format"),
    })
    .option("write", { type: "string", describe: describe("cli.option.write") })
    .option("add", { type: "boolean", default: false, describe: describe("cli.option.add") })
    .option("workers", { type: "number", describe: describe("cli.option.workers") })
    .option("verbose", { type: "boolean", default: false, describe: describe("cli.option.verbose") });
}

/** @throws InputError with everything that is wrong */
export function readGateArguments(values: GateArguments): GateChosen {
  const { control, write = [], workers: askedFor, ...others } = values;
  const problems: Problem[] = [...conflicts(values)];
  const attempt = <Value>(read: () => Value): Value | undefined => {
    try {
      return read();
    } catch (error) {
      problems.push(...problemsOf(error));
      return undefined;
    }
  };
  const slowdown = control === undefined ? undefined : attempt(() => readFraction("control", control));
  const workers = attempt(() => askedWorkers(askedFor));
  const outputs = attempt(() => readOutputs(typeof write === "string" ? [write] : write)) ?? [];
  if (problems.length > 0) throw new InputError(problems);
  return { ...others, workers, control: slowdown, outputs };
}

/**
 * The same command with `--resume`, as it may be typed into a shell: whatever was asked for is in it, because a gate that goes on
 * without its `--against` or its `--history` answers another question.
 */
export function resumeCommand(values: GateArguments): string {
  const { suite, against, history, results, inconclusive, control, commit, format, write = [], add, workers } = values;
  const asked: readonly (readonly [string, string | undefined])[] = [
    ["against", against],
    ["history", history],
    ["results", results],
    ["control", control],
    ["inconclusive", inconclusive === "fail" ? undefined : inconclusive],
    ["commit", commit],
    ["format", format === "terminal" ? undefined : format],
    ["workers", workers?.toString()],
    ...(typeof write === "string" ? [write] : write).map((one) => ["write", one] as const),
  ];
  const words = asked.flatMap(([name, value]) => (value === undefined ? [] : [`--${name}`, shellWord(value)]));
  return ["tokwatt gate", shellWord(suite), ...words, ...(add ? ["--add"] : []), "--resume"].join(" ");
}

/** As a shell takes it for one word. */
function shellWord(text: string): string {
  return /^[\w./:@%+=,-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}

/** Options that ask for what cannot be had together. */
function conflicts({ recorded, resume, control, execution, commit }: GateArguments): readonly Problem[] {
  const excludes = (option: string): Problem => ({
    code: "gate-recorded-runs-nothing",
    data: { option },
    hint: "gate-drop-recorded",
  });
  return [
    ...(recorded && resume ? [excludes("resume")] : []),
    ...(recorded && control !== undefined ? [excludes("control")] : []),
    ...(execution !== undefined && !recorded
      ? [{ code: "gate-execution-is-recorded", data: {}, hint: "gate-add-recorded" }]
      : []),
    ...(commit !== undefined && !/^[^\r\n]*\S[^\r\n]*$/.test(commit)
      ? [{ code: "history-commit-empty", data: {}, hint: "history-give-commit" }]
      : []),
  ];
}
