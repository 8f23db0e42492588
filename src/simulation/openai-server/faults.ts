import { z } from "zod";

const everyNth = z.int().min(1).optional();

/** Faults that a server commits on purpose, so that the counting of failures can be tried from end to end. */
export const faultsSchema = z
  .strictObject({
    failEvery: everyNth.describe("Every n-th request is answered with `status` instead of tokens."),
    status: z.int().min(400).max(599).default(503).describe("HTTP status of those answers."),
    breakEvery: everyNth.describe("Every n-th request has its connection cut after the first chunk."),
    malformedEvery: everyNth.describe("Every n-th request has an event that is no JSON after the first chunk."),
    errorEvery: everyNth.describe("Every n-th request ends with an error event after the first chunk."),
    hangEvery: everyNth.describe("Every n-th request never gets an answer."),
  })
  .describe("Faults that the server commits on purpose; a request that several apply to gets the first of this list.");

export type Faults = z.output<typeof faultsSchema>;

export type Fault =
  | { readonly kind: "status"; readonly status: number }
  | { readonly kind: "break" | "malformed" | "error" | "hang" };

/** Tells for each request, in order of arrival, which fault it gets. */
export function createFaultPlan(faults: Faults | undefined): () => Fault | undefined {
  let requests = 0;
  return () => {
    requests += 1;
    const isDue = (every: number | undefined): boolean => every !== undefined && requests % every === 0;
    if (isDue(faults?.failEvery)) return { kind: "status", status: faults?.status ?? 503 };
    if (isDue(faults?.breakEvery)) return { kind: "break" };
    if (isDue(faults?.malformedEvery)) return { kind: "malformed" };
    if (isDue(faults?.errorEvery)) return { kind: "error" };
    return isDue(faults?.hangEvery) ? { kind: "hang" } : undefined;
  };
}
