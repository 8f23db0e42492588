import { z } from "zod";
import { shownValue } from "./mistake.js";
import { PERCENT_PATTERN, parseFraction } from "./percent.js";

export const IDENTIFIER = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * An id: lower-case words joined by single `-`. Trial ids join ids by `--`, and ids become names of files, so neither a
 * double `-` nor anything else may stand in them.
 */
export const identifier = z.string().regex(IDENTIFIER).max(64);

export const text = z.string().min(1);

/** Text for people, in every language of the reports. */
export const localizedText = z.strictObject({ en: text, zh: text });

export const wholeNumber = z.int().min(1);

export const positive = z.number().positive();

/** Zero or more. */
export const notNegative = z.number().min(0);

/** The kind of issue whose `params` name a problem of ours. */
const CUSTOM = { code: "custom" } as const;

/** A relative size strictly between 0 and 1, such as a margin: `0.02`, or as text `2 %`. */
export const fraction = z
  .preprocess((value, context) => {
    if (typeof value !== "string") return value;
    const size = parseFraction(value);
    if (size !== undefined) return size;
    const params = { code: "not-a-fraction", hint: "fraction", received: shownValue(value) };
    context.addIssue({ ...CUSTOM, params });
    return z.NEVER;
  }, z.number().gt(0).lt(1))
  .meta({
    anyOf: [
      { type: "number", exclusiveMinimum: 0, exclusiveMaximum: 1 },
      { type: "string", pattern: PERCENT_PATTERN },
    ],
  });

/** A share of a whole: 0 to 1, both ends included. */
export const share = z.number().min(0).max(1);
