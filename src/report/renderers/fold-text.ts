import stringWidth from "string-width";

/** Chinese, Japanese and Korean characters: a line may end on either side of one. */
const WIDE =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/u;
/** Marks that never begin a line (Chinese typesetting rules, GB/T 15834), and the arrows behind a metric. */
const NEVER_FIRST = /[，。；：、！？）】》”’％%,.;:!?)\]}↑↓]/u;
/** Marks that never end a line. */
const NEVER_LAST = /[（【《“‘([{]/u;
/** Signs that stay with what is on both sides, spaces or not: `2,162 ± 30`, `384 × package`. */
const JOINING = /[±+=×]/u;

/** Chinese may be folded between any two characters; in a column it is not, up to this width: it could not be read. */
export const UNFOLDED_COLUMNS = 12;
/** Where even such a text may be folded: at spaces, before a bracket, and behind the particle that ends an attribute. */
const BETWEEN_CHUNKS = /(?<= )|(?=（)|(?<=的)/u;

/** Parts of a text that are kept whole in a column. */
export function chunksOf(text: string): readonly string[] {
  return text.split(BETWEEN_CHUNKS);
}

/**
 * Folds the text of a table's cell: like `foldText`, but Chinese of up to 12 columns between two spaces or brackets stays in one
 * piece where it fits in a line.
 */
export function foldCell(text: string, width: number): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => foldPieces(cellPieces(line, width), width));
}

function cellPieces(text: string, width: number): readonly string[] {
  const longest = Math.min(width, UNFOLDED_COLUMNS);
  const wanted = chunksOf(text).flatMap((chunk) =>
    displayWidth(chunk.trimEnd()) <= longest ? [chunk] : pieces(chunk),
  );
  // A chunk may begin with what must not begin a line, or end with what joins: such borders are none.
  const borders = new Set<number>();
  let place = 0;
  for (const piece of pieces(text)) {
    place += piece.length;
    borders.add(place);
  }
  const kept: string[] = [];
  let [open, end] = ["", 0];
  for (const piece of wanted) {
    open += piece;
    end += piece.length;
    if (!borders.has(end)) continue;
    kept.push(open);
    open = "";
  }
  return open === "" ? kept : [...kept, open];
}

/** Columns that a text takes on a terminal: Chinese characters are two wide. */
export function displayWidth(text: string): number {
  return stringWidth(text);
}

/**
 * Folds a text into lines of at most `width` columns, at spaces or between Chinese characters, and never so that a
 * closing mark begins a line. A word that is too long for a line of its own is cut only if `cutWords` says so. Line breaks
 * of the text itself, as in the words of a tool, are kept.
 */
export function foldText(text: string, width: number, cutWords = false): readonly string[] {
  return text.split(/\r?\n/).flatMap((line) => foldLine(line, width, cutWords));
}

function foldLine(text: string, width: number, cutWords: boolean): readonly string[] {
  return foldPieces(
    pieces(text).flatMap((piece) => (cutWords ? cut(piece, width) : [piece])),
    width,
  );
}

function foldPieces(parts: readonly string[], width: number): readonly string[] {
  const lines: string[] = [];
  let line = "";
  for (const piece of parts) {
    if (displayWidth((line + piece).trimEnd()) <= width || line === "") {
      line += piece;
      continue;
    }
    lines.push(line.trimEnd());
    line = piece;
  }
  return [...lines, line.trimEnd()];
}

/** Columns of the widest piece that folding would keep whole. */
export function widestWord(text: string): number {
  return Math.max(0, ...pieces(text).map((piece) => displayWidth(piece.trimEnd())));
}

/** A text in pieces between which a line may end. */
function pieces(text: string): readonly string[] {
  const found: string[] = [];
  let piece = "";
  let previous = "";
  for (const character of text) {
    if (piece !== "" && mayBreak(piece, previous, character)) {
      found.push(piece);
      piece = "";
    }
    piece += character;
    previous = character;
  }
  return piece === "" ? found : [...found, piece];
}

function mayBreak(piece: string, before: string, after: string): boolean {
  if (after === " " || NEVER_FIRST.test(after) || JOINING.test(after)) return false;
  if (JOINING.test(piece.trimEnd().at(-1) ?? "")) return false;
  if (before === " ") return true;
  return !NEVER_LAST.test(before) && (WIDE.test(before) || WIDE.test(after));
}

function cut(piece: string, width: number): readonly string[] {
  if (displayWidth(piece.trimEnd()) <= width) return [piece];
  const parts: string[] = [];
  let part = "";
  for (const character of piece) {
    if (part !== "" && displayWidth(part + character) > width) {
      parts.push(part);
      part = "";
    }
    part += character;
  }
  return [...parts, part];
}
