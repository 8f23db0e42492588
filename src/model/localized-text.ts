/** Languages that reports and the command line speak. */
export const LANGUAGES = ["en", "zh"] as const;
export type Language = (typeof LANGUAGES)[number];

/** A short name that travels with the thing it names (a metric's title, an adapter's label); sentences stand in `locales/`. */
export interface LocalizedText {
  readonly en: string;
  readonly zh: string;
}
