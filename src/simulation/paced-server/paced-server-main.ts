import { fromArguments } from "./paced-options.js";
import { createPacedServer } from "./paced-server.js";

/*
 * The paced server as a process of its own, so that it can have a core of its own: started by `startPacedServer`, which it
 * tells its address, and ends with it. Started by hand it prints its address and runs until it is stopped.
 */
const server = await createPacedServer(fromArguments(process.argv.slice(2)));
if (process.send === undefined) process.stdout.write(`${server.baseUrl}\n`);
else process.send({ baseUrl: server.baseUrl });
for (const end of ["disconnect", "SIGINT", "SIGTERM"]) process.on(end, () => process.exit());
