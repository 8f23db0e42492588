import { z } from "zod";

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

/** A relative size strictly between 0 and 1, such as a margin: 0.02 is 2 %. */
export const properFraction = z.number().gt(0).lt(1);

/** A share of a whole: 0 to 1, both ends included. */
export const share = z.number().min(0).max(1);
