/**
 * Text in columns of letters that are all as wide: a receipt's rows on a roll, in Windows-1252.
 *
 * @typedef {{text: string, right?: string, centred?: boolean, bold?: boolean, rule?: boolean,
 *   bars?: number[], big?: boolean}} Row
 */
const SIGNS = new Map(Object.entries({
  "\u00a0": " ", "\u202f": " ", "−": "-", "₹": "Rs ", "€": "\x80", "–": "\x96", "—": "\x97",
  "‘": "\x91", "’": "\x92", "“": "\x93", "”": "\x94",
}));

/**
 * @param {Row} row
 * @param {(text: string) => string} fold what a printer makes of a text in Windows-1252, before it is measured
 * @returns {{text: string, bold?: boolean, centred?: boolean}[]} lines of so many letters
 */
export function linesOf({ text, right = "", centred = false, bold = false, rule = false }, letters, fold = same) {
  if (rule) return [{ text: "-".repeat(letters) }];
  const left = fold(plain(text));
  const end = fold(plain(right));
  if (!end) return wrapped(left, letters).map((part) => ({ text: part, bold, centred }));
  const room = Math.max(letters - end.length - 1, 8);
  const parts = wrapped(left, room);
  const last = parts.pop();
  const gap = Math.max(1, letters - last.length - end.length);
  return [...parts.map((part) => ({ text: part, bold })), { text: last + " ".repeat(gap) + end, bold }];
}

function same(text) {
  return text;
}

function wrapped(text, letters) {
  const lines = [""];
  for (const word of text.split(" ").flatMap((one) => one.match(new RegExp(`.{1,${letters}}`, "g")) ?? [""])) {
    const longer = lines.at(-1) ? `${lines.at(-1)} ${word}` : word;
    if (longer.length <= letters) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}

function plain(text) {
  const known = [...text].map((sign) => SIGNS.get(sign) ?? (sign.charCodeAt(0) < 256 ? sign : "?")).join("");
  return known.replace(/\s+/g, " ").trim();
}
