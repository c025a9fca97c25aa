/**
 * How names and queries become words and numbers: case, accents, decimals and units made equal.
 * The rules of the server's `catalog/search/text.py`, step by step.
 */

const LONGEST_QUERY = 256;
const OTHER = "…";
const LETTERS = "a-z\u0370-\u167f\u1681-\u180d\u180f-\u1c7f\u1c90-\u1fff\u2c00-\u2dff" +
  "\u3040-\ua63f\ua800-\ud7ff\uf900-\ufdff\ufe70-\ufefc";
/** Blocks where Unicode still adds capitals, so that a browser and the server may differ. */
const GROWING = /[\u1c80-\u1c8f\ua640-\ua7ff]/g;
const PARTS = new RegExp(`([0-9]+(?:[.,][0-9]+)*)|([${LETTERS}]+)|(%)`, "g");
const JOINED = /[\u0300-\u036f\u200b-\u200f\ufeff\u00ad'\u2019\u2018\u02bc`]/g;
const SPECIAL = new Map(Object.entries({
  ß: "ss", æ: "ae", œ: "oe", ø: "o", đ: "d", ð: "d", þ: "th", ł: "l", "\u0131": "i",
  "\u03c2": "\u03c3",
}));
const SPECIAL_LETTERS = /[ßæœøđðþł\u0131\u03c2]/g;
const THOUSANDS = /^[1-9][0-9]{0,2}(?:[.,][0-9]{3})+$/;
const UNITS = new Map();
for (const [unit, names] of Object.entries({
  mg: "mgs mgm", g: "gm gms gr grm gram", mcg: "ug μg mcgs", ml: "mls cc", iu: "ui",
})) {
  for (const written of names.split(" ")) UNITS.set(written, unit);
}

/** @typedef {{text: string, word: boolean, gap: string}} Token a word, or else a number */

/** Lower case, without accents and apostrophes, compatibility forms resolved. */
export function plain(text) {
  return text.replace(GROWING, " ").normalize("NFKD").replace(JOINED, "").toLowerCase()
    .replace(SPECIAL_LETTERS, (letter) => SPECIAL.get(letter));
}

/** The number's one form: 1.000 and 1,000 are 1000; 2,50 is 2.5; 007 is 7. */
export function number(written) {
  if (THOUSANDS.test(written)) return written.replace(/[.,]/g, "");
  const parts = written.split(/[.,]/);
  const several = parts.length > 1;
  const decimals = several ? parts.pop().replace(/0+$/, "") : "";
  const whole = parts.join("").replace(/^0+/, "") || "0";
  return decimals ? `${whole}.${decimals}` : whole;
}

/**
 * The words and numbers of the text in order. Digits part from letters (500mg is 500 mg), but
 * one or two letters keep theirs (B12, Q10).
 * @param {string} text @returns {Token[]}
 */
export function tokens(text) {
  const found = [];
  const folded = plain(text);
  let end = 0;
  for (const part of folded.matchAll(PARTS)) {
    const between = found.length ? folded.slice(end, part.index) : " ";
    const gap = ["", "-", " "].includes(between) ? between : OTHER;
    end = part.index + part[0].length;
    const last = found[found.length - 1];
    if (part[1]) {
      if (last && !gap && /^[0-9]+$/.test(part[1]) && takesDigits(found)) {
        found[found.length - 1] = { text: last.text + part[1], word: true, gap: last.gap };
      } else {
        found.push({ text: number(part[1]), word: false, gap });
      }
    } else {
      const written = part[2] ?? part[3];
      const unit = last && !last.word ? UNITS.get(written) : undefined;
      found.push({ text: unit ?? written, word: true, gap });
    }
  }
  return found;
}

function takesDigits(found) {
  const last = found[found.length - 1];
  const before = found[found.length - 2];
  const followsNumber = before && !before.word && !last.gap;
  return /^[a-z]{1,2}$/.test(last.text) && !followsNumber;
}

/** The tokens of what a person typed. */
export const queryTokens = (text) =>
  tokens(Array.from(text.slice(0, 2 * LONGEST_QUERY)).slice(0, LONGEST_QUERY).join(""));
