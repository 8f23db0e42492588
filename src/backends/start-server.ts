import { type CommandOptions, type RunningCommand, startCommand } from "../processes/running-command.js";
import { withoutKnownSecrets } from "../records/redaction/known-secrets.js";

/** Starts the command of a server. Servers print how they were called: what they say is passed on without our keys. */
export function startServer(options: CommandOptions): RunningCommand {
  const command = startCommand({ ...options, log: (line) => options.log(withoutKnownSecrets(line)) });
  return { ...command, lastLines: () => withoutKnownSecrets(command.lastLines()) };
}
