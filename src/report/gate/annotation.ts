/** Kinds of GitHub annotations, the gravest first. */
export const ANNOTATION_KINDS = ["error", "warning", "notice"] as const;
export type AnnotationKind = (typeof ANNOTATION_KINDS)[number];

export interface Annotation {
  readonly kind: AnnotationKind;
  readonly title: string;
  readonly text: string;
}

/** The runner cuts a message behind this many characters, without a word. */
export const MESSAGE_LIMIT_CHARACTERS = 4096;

/** One workflow command on one line (GitHub: "Workflow commands for GitHub Actions"), whatever its texts hold. */
export function annotationLine({ kind, title, text }: Annotation): string {
  return `::${kind} title=${escapeProperty(title)}::${escapeData(fitted(text))}`;
}

/** What does not fit ends in a sign that there was more: the summary of the job has the whole. */
function fitted(text: string): string {
  if (text.length <= MESSAGE_LIMIT_CHARACTERS) return text;
  return `${text.slice(0, MESSAGE_LIMIT_CHARACTERS - 1).replace(/[\uD800-\uDBFF]$/, "")}…`;
}

/** `%` first: it is the sign that the others are escaped with. */
function escapeData(text: string): string {
  return text.replace(/%/g, "%25").replace(/\r/g, "%0D").replace(/\n/g, "%0A");
}

function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, "%3A").replace(/,/g, "%2C");
}
