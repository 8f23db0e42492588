import type { EndpointGroup } from "../contract/endpoint.js";
import type { SystemDescription } from "../model/run-record.js";
import { describeServer } from "./served-models.js";

/** What the servers of a system tell of themselves; of several also how many there are and how requests are shared out. */
export async function describeEndpoints(group: EndpointGroup, signal: AbortSignal): Promise<SystemDescription> {
  const { endpoints, balance } = group;
  const described = await Promise.all(endpoints.map((endpoint) => describeServer(endpoint, signal)));
  const [only] = described;
  if (described.length === 1 && only !== undefined) return only;
  return { endpoints: endpoints.length, balance, ...joinDescriptions(described) };
}

/** Stands where one of several servers did not tell what others told. */
const UNTOLD = "-";

/** What all tell alike once; what they tell differently as all of it, in the order of the endpoints: `0.9.1 / 0.9.2`. */
export function joinDescriptions(described: readonly SystemDescription[]): SystemDescription {
  const keys = [...new Set(described.flatMap((description) => Object.keys(description)))];
  return Object.fromEntries(
    keys.map((key) => {
      const values = described.map((description) => description[key] ?? UNTOLD);
      const [first = UNTOLD] = values;
      return [key, values.every((value) => value === first) ? first : values.join(" / ")];
    }),
  );
}
