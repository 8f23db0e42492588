import type { Endpoint, EndpointGroup } from "../../contract/endpoint.js";
import type { StreamClient } from "../stream-client.js";
import { createEndpointChooser } from "./choose-endpoint.js";

/**
 * One client for all endpoints of a system, which hands each request to one of them as the group's balance says and notes
 * in the outcome which one it was. A system of one endpoint gets that endpoint's client as it is, and notes nothing.
 *
 * @throws RangeError for a group without endpoints
 */
export function createBalancedClient(
  { endpoints, balance }: EndpointGroup,
  clientOf: (endpoint: Endpoint) => StreamClient,
): StreamClient {
  const clients = endpoints.map(clientOf);
  const [first] = clients;
  if (first === undefined) throw new RangeError("a group of endpoints holds at least one");
  if (clients.length === 1) return first;
  const chooser = createEndpointChooser(balance, clients.length);
  return {
    // Endpoints of one system may be reached in two ways, such as over TLS and without.
    transport: [...new Set(clients.map(({ transport }) => transport))].join("+"),
    send: async (request, observer, signal) => {
      const endpoint = chooser.choose(request.index);
      const client = clients[endpoint] ?? first;
      try {
        return { ...(await client.send(request, observer, signal)), endpoint };
      } finally {
        chooser.ended(endpoint);
      }
    },
    close: async () => {
      await Promise.all(clients.map((client) => client.close()));
    },
  };
}
