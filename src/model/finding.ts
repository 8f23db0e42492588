/** Values that fill the gaps of a sentence in `locales/`. */
export type MessageData = Readonly<Record<string, string | number>>;

/** How much a finding matters: a note informs, a warning limits what may be concluded, an error ends something. */
export type Severity = "note" | "warning" | "error";

/**
 * Something that was noticed, as data: `code` names a sentence `finding.<code>` of the catalogue in `locales/`, `data`
 * fills it. Records keep findings, never sentences, so that an old record can be read in any language.
 */
export interface Finding {
  readonly code: string;
  readonly severity: Severity;
  readonly data: MessageData;
}

export function note(code: string, data: MessageData = {}): Finding {
  return { code, severity: "note", data };
}

export function warning(code: string, data: MessageData = {}): Finding {
  return { code, severity: "warning", data };
}

export function failure(code: string, data: MessageData = {}): Finding {
  return { code, severity: "error", data };
}
