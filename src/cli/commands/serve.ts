import { serveMock } from "../../backends/mock/serve-mock.js";
import { createMonotonicClock } from "../../load/monotonic-clock.js";
import { message } from "../../locales/catalogue.js";
import { InputError } from "../../model/errors.js";
import { EXIT } from "../../model/exit-codes.js";
import { errorCode } from "../../records/file-error.js";
import { defineCommand } from "../command.js";
import { readMockOptions } from "../read-mock-options.js";
import { createStopSignal } from "../stop-signal.js";
import { createVocabulary } from "../vocabulary.js";

/** `tokwatt serve MOCK`: a mock system for other clients, until a signal stops it. */
export const command = defineCommand({
  build: (parser, language) =>
    parser
      .positional("mock", { type: "string", demandOption: true, describe: message(language, "cli.argument.mock") })
      .option("port", { type: "number", default: 0, describe: message(language, "cli.option.port") }),
  run: async ({ mock, port }, context) => {
    const { language, stdout, stderr } = context;
    const options = await readMockOptions(mock, createVocabulary());
    const stop = createStopSignal(context, () => stderr.write(`${message(language, "cli.serve.stopping")}\n`));
    try {
      const server = await serveMock(options, { clock: createMonotonicClock(), port }).catch((error: unknown) => {
        const data = { port, reason: errorCode(error) };
        throw new InputError([{ code: "port-unavailable", data, hint: "other-port" }], { cause: error });
      });
      // On stdout and first: a script that starts the server reads its address from this line.
      stdout.write(`${message(language, "cli.serve.ready", { model: options.model, url: server.baseUrl })}\n`);
      stderr.write(`${message(language, "cli.serve.hint")}\n`);
      await aborted(stop.signal);
      await server.close();
    } finally {
      stop.release();
    }
    return EXIT.ok;
  },
});

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener("abort", () => resolve(), { once: true });
  });
}
