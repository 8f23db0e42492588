import type { OpenRequest, OpenSystem } from "../contract/backend-adapter.js";
import { type Clock, sleepUntil } from "../contract/clock.js";
import { type Endpoint, type EndpointGroup, endpointGroup } from "../contract/endpoint.js";
import { InputError, MeasurementError } from "../model/errors.js";
import { type Finding, failure } from "../model/finding.js";
import type { Lifecycle } from "../model/system.js";
import { NS_PER_MILLISECOND } from "../model/time.js";
import type { RunningCommand } from "../processes/running-command.js";
import { awaitReadiness } from "./await-readiness.js";
import { describeEndpoints } from "./describe-endpoints.js";
import { endpointAt, endpointsOf } from "./endpoints-of.js";
import { expandVariables, mentionsVariable, type Variables } from "./expand-variables.js";
import { findFreePort, isListening } from "./loopback-port.js";
import type { ServedEndpointOptions, ServingOptions } from "./served-endpoint-options.js";
import { checkModelServed, describeServer } from "./served-models.js";
import { startServer } from "./start-server.js";

/** The abilities of a system that is endpoints and nothing else; an adapter adds its power sources. */
export interface OpenEndpoint extends Pick<OpenSystem, "describe" | "died" | "close"> {
  readonly endpoint: EndpointGroup;
}

/**
 * Opens OpenAI-compatible endpoints: reaches those that somebody else runs (`attached`), or starts the command of the
 * options, which is one endpoint, and waits until it is ready (`restart`).
 *
 * @throws InputError when the options lack something; MeasurementError when a server cannot be reached or started, or
 *   does not serve the model
 */
export async function openServedEndpoint(request: OpenRequest<ServedEndpointOptions>): Promise<OpenEndpoint> {
  return request.system.lifecycle === "restart" ? openStarted(request) : openAttached(request);
}

async function openAttached(request: OpenRequest<ServedEndpointOptions>): Promise<OpenEndpoint> {
  const { options, environment, signal } = request;
  const group = namesModel(options) ? endpointsOf(options, environment) : undefined;
  if (group === undefined) throw missingOptions(options, "baseUrl", "attached");
  // All are asked at once, and of those that fail the first in the list says why.
  const asked = await Promise.allSettled(group.endpoints.map((endpoint) => checkModelServed(endpoint, signal)));
  const refusal = asked.find((answer) => answer.status === "rejected");
  if (refusal !== undefined) throw refusal.reason;
  return { endpoint: group, describe: () => describeEndpoints(group, signal), close: async () => {} };
}

async function openStarted(request: OpenRequest<ServedEndpointOptions>): Promise<OpenEndpoint> {
  const { options, environment, clock, signal, log } = request;
  if (!namesModel(options) || options.command === undefined) throw missingOptions(options, "command", "restart");
  const variables = await withFreePort(options, environment);
  const baseUrl = options.baseUrl ?? `http://127.0.0.1:${variables["PORT"]}`;
  const endpoint = endpointAt(baseUrl, options, variables);
  const [file = "", ...args] = expandVariables(options.command, variables);
  const env = { ...environment, ...expandVariables(options.env, variables) };
  if (await isListening(endpoint.baseUrl)) {
    throw new MeasurementError(failure("address-in-use", { url: endpoint.baseUrl }));
  }
  const command = startServer({ command: [file, ...args], environment: definedOnly(env), clock, log });
  const close = (): Promise<void> => stopServer(command, endpoint, options.stopGraceSeconds, clock);
  try {
    const { readiness } = options;
    await awaitReadiness({ command, baseUrl: endpoint.baseUrl, headers: endpoint.headers, readiness, clock, signal });
    await checkModelServed(endpoint, signal);
  } catch (error) {
    await close();
    throw error;
  }
  return startedEndpoint(command, endpoint, close, signal);
}

function startedEndpoint(
  command: RunningCommand,
  endpoint: Endpoint,
  close: () => Promise<void>,
  signal: AbortSignal,
): OpenEndpoint {
  let isClosing = false;
  const died = new Promise<Finding>((resolve) => {
    void command.exited.then((outcome) => {
      if (!isClosing) resolve(failure("server-died", { outcome, words: command.lastLines() }));
    });
  });
  return {
    endpoint: endpointGroup(endpoint),
    died,
    describe: () => describeServer(endpoint, signal),
    close: () => {
      isClosing = true;
      return close();
    },
  };
}

/** How often and how far apart the port of a stopped server is looked at before it counts as taken. */
const PORT_LOOKS = 10;
const PORT_LOOK_INTERVAL_NS = 100 * NS_PER_MILLISECOND;

async function stopServer(
  command: RunningCommand,
  endpoint: Endpoint,
  graceSeconds: number,
  clock: Clock,
): Promise<void> {
  await command.stop(graceSeconds);
  // A process counts as ended a moment before the last of its threads lets go of the port.
  for (let look = 0; look < PORT_LOOKS; look += 1) {
    if (!(await isListening(endpoint.baseUrl))) return;
    await sleepUntil(clock, clock.nowNs() + PORT_LOOK_INTERVAL_NS);
  }
  // The next run would measure whoever still answers here instead of the server that it starts.
  throw new MeasurementError(failure("server-still-listening", { url: endpoint.baseUrl }));
}

async function withFreePort(options: ServedEndpointOptions, environment: Variables): Promise<Variables> {
  const { baseUrl, command, env, metrics } = options;
  if (!mentionsVariable([baseUrl, command, env, metrics], "PORT")) return environment;
  return { ...environment, PORT: String(await findFreePort()) };
}

function namesModel(options: ServedEndpointOptions): options is ServingOptions {
  return options.model !== undefined;
}

/** All that options lack to open an endpoint with: they may be those of a system that only trains. */
function missingOptions(options: ServedEndpointOptions, way: "baseUrl" | "command", lifecycle: Lifecycle): InputError {
  const { model, [way]: given, endpoints } = options;
  const hasWay = given !== undefined || (way === "baseUrl" && endpoints !== undefined);
  const missing = [...(model === undefined ? ["model"] : []), ...(hasWay ? [] : [way])];
  return new InputError(
    missing.map((key) => ({ code: "option-missing-for-lifecycle", data: { path: `options.${key}`, lifecycle } })),
  );
}

function definedOnly(variables: Variables): Record<string, string> {
  return Object.fromEntries(
    Object.entries(variables).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}
