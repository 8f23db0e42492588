import type { Balance } from "../../contract/endpoint.js";

/** Says which endpoint a request goes to, and is told when the request is over. */
export interface EndpointChooser {
  /** Index of the endpoint for request `request` of the list; it counts as under way there until `ended`. */
  choose(request: number): number;
  ended(endpoint: number): void;
}

/**
 * - `round-robin`: request i goes to endpoint i modulo their number, whoever carries it: the same in every run and for every
 *   number of workers.
 * - `least-outstanding`: to the endpoint with the fewest requests under way; of equals to the first from the one on whose
 *   turn it is, so that a light load is spread over all of them. Each worker counts its own requests only, so the choice
 *   depends on the number of workers, and on how fast the endpoints are.
 */
export function createEndpointChooser(balance: Balance, endpoints: number): EndpointChooser {
  return balance === "round-robin" ? inTurn(endpoints) : byOutstanding(endpoints);
}

function inTurn(endpoints: number): EndpointChooser {
  return { choose: (request) => request % endpoints, ended: () => undefined };
}

function byOutstanding(endpoints: number): EndpointChooser {
  const outstanding = new Uint32Array(endpoints);
  const countOf = (endpoint: number): number => outstanding[endpoint] ?? 0;
  return {
    choose: (request) => {
      let chosen = request % endpoints;
      for (let step = 1; step < endpoints; step += 1) {
        const candidate = (request + step) % endpoints;
        if (countOf(candidate) < countOf(chosen)) chosen = candidate;
      }
      outstanding[chosen] = countOf(chosen) + 1;
      return chosen;
    },
    ended: (endpoint) => {
      outstanding[endpoint] = countOf(endpoint) - 1;
    },
  };
}
