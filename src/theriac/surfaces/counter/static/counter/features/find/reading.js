/**
 * What the search field means: words to look for, `3*` before them, `*5s` for the last line.
 */

export const NOTHING_FOUND = {
  text: "", query: "", hits: [], total: 0, at: 0, packId: null, corrected: null, note: null, sure: true, early: false,
};

/**
 * @param {string} text
 * @returns {{kind: "empty"}|{kind: "change", packs: number, letters: string}
 *   |{kind: "find", packs: number, text: string}}
 */
export function readTyped(text) {
  const typed = text.trim();
  const change = /^\*\s*(\d{1,5})\s*(\p{L}*)$/u.exec(typed);
  if (change && Number(change[1]) > 0) {
    return { kind: "change", packs: Number(change[1]), letters: change[2].toLowerCase() };
  }
  const prefix = /^(\d{1,5})\s*\*\s*/.exec(typed);
  if (prefix && Number(prefix[1]) > 0) {
    return { kind: "find", packs: Number(prefix[1]), text: typed.slice(prefix[0].length) };
  }
  return typed ? { kind: "find", packs: 1, text: typed } : { kind: "empty" };
}
