import { findingText, message } from "../locales/catalogue.js";
import type { NoiseEntry } from "../model/noise.js";
import { readHistory } from "../records/history/read-history.js";
import type { CommandContext } from "./command.js";
import { refuseMissing } from "./read-judgement.js";

/**
 * The noise that stands in a history; undefined where none is named. Damage of the history is said on stderr, as what is damaged is
 * left out.
 *
 * @throws InputError where there is no such folder
 */
export async function readKnownNoise(
  historyDir: string | undefined,
  { language, stderr }: Pick<CommandContext, "language" | "stderr">,
): Promise<readonly NoiseEntry[] | undefined> {
  if (historyDir === undefined) return undefined;
  await refuseMissing(historyDir, "known-history-not-found", "measure-noise");
  const { noise, findings } = await readHistory(historyDir);
  for (const finding of findings) {
    stderr.write(`${message(language, "cli.warning", { text: findingText(language, finding) })}\n`);
  }
  return noise;
}
