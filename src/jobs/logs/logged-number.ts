import { z } from "zod";

/** A number, or one of the words for what JSON cannot hold (`parsePythonJson` puts Python's into strings). */
export const loggedNumber = z.union([
  z.number(),
  z.enum(["NaN", "Infinity", "-Infinity"]).transform((word) => Number(word)),
]);
