/** Adding up what the words of a query cost, for all documents at once. */
import { both, orInto, without } from "./bits.js";
import { STEP, levelsOf } from "./hits.js";

const MISSING = 16;
const MISSING_LETTER = 4;
const LETTERS_WEIGHED = 12;

/**
 * @typedef {object} Part one word of the query with what it matches, and what may have been meant
 * @property {import("./text.js").Token} token
 * @property {import("./hits.js").Levels} levels by cost, the least first
 * @property {string} meant @property {{cost: number, word: string}[]} guesses
 * @property {string} standsFor the words of the pharmacy's own abbreviation, or ""
 */

/** Levels with the least cost first. */
export const inOrder = (levels) => new Map([...levels].sort(([one], [other]) => one - other));

/** The word with the documents of the mask that it matches. @returns {Part} */
export function partOf({ index, mask }, token) {
  const levels = new Map();
  for (const [cost, bits] of inOrder(levelsOf(index, token))) {
    const kept = both(bits, mask);
    if (kept) levels.set(cost, kept);
  }
  return { token, levels, meant: "", guesses: [], standsFor: "" };
}

/** The documents at any cost. */
export function union(levels, size) {
  const found = new Uint32Array(size);
  for (const bits of levels.values()) orInto(found, bits);
  return found;
}

/** Documents by the least sum of costs; so many words may be absent. */
export function combined(parts, mask, misses = 0) {
  let byMissed = [new Map([[0, mask]]), ...Array.from({ length: misses }, () => new Map())];
  for (const part of parts) {
    byMissed = byMissed.map((before, missed) =>
      least([...sums(before, part.levels), ...(missed ? missing(byMissed[missed - 1], part, mask) : [])]));
  }
  return least(byMissed.flatMap((found) => [...found]));
}

function missing(whole, { token, levels }, mask) {
  const lacking = without(mask, union(levels, mask.length));
  if (!lacking) return [];
  const weight = STEP * (MISSING + MISSING_LETTER * Math.min(token.text.length, LETTERS_WEIGHED));
  return [...whole].map(([cost, bits]) => [cost + weight, both(bits, lacking)])
    .filter(([, bits]) => bits);
}

function sums(before, levels) {
  const found = [];
  for (const [cost, bits] of before) {
    for (const [more, members] of levels) {
      const shared = both(bits, members);
      if (shared) found.push([cost + more, shared]);
    }
  }
  return found;
}

/** Each document only at its least cost. */
function least(entries) {
  const result = new Map();
  let seen = null;
  for (const [cost, bits] of entries.sort(([one], [other]) => one - other)) {
    seen ??= new Uint32Array(bits.length);
    const fresh = without(bits, seen);
    if (!fresh) continue;
    orInto(seen, fresh);
    if (result.has(cost)) orInto(result.get(cost), fresh);
    else result.set(cost, fresh);
  }
  return result;
}
