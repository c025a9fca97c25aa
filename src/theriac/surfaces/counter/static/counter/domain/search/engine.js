/**
 * Search in an index: every word must match; where that finds nothing, what was meant is guessed.
 * 1. every word fits by beginning or sound; 2. words that fit nothing are mended: written apart,
 * misspelled, run together, else left out; 3. all fit, but no product has them all: written
 * apart, misspelled, then one word may be missing. The first that finds something wins.
 */
import { both, countBits } from "./bits.js";
import { combined, partOf, union } from "./combining.js";
import { levelsOf } from "./hits.js";
import { doubted, joined, mended, secondThought } from "./mending.js";
import { queryTokens } from "./text.js";

const MOST_TOKENS = 8;

/**
 * What the text finds, at most `limit` products; nothing for a blank text.
 * @param {import("./index.js").SearchIndex} index @param {string} text
 * @param {{limit: number, onlyActive?: boolean}} options
 * @returns {{productIds: string[], total: number, corrected: string | null, unmatched: string[]}}
 */
export function searchIndex(index, text, { limit, onlyActive = true }) {
  const search = { index, mask: index.mask(onlyActive), limit };
  const parts = queryTokens(text).slice(0, MOST_TOKENS)
    .map((token) => doubted(search, partOf(search, token)));
  if (!parts.length) return { productIds: [], total: 0, corrected: null, unmatched: [] };
  if (parts.every((part) => part.levels.size)) return found(search, parts);
  const { kept, unmatched } = mended(search, parts);
  const result = kept.length ? found(search, kept) : outcome(search, new Map(), kept);
  return { ...result, unmatched };
}

function found(search, parts) {
  const together = combined(parts, search.mask);
  return together.size ? outcome(search, together, parts) : loosened(search, parts);
}

function outcome({ index, mask, limit }, levels, parts) {
  const numbers = [];
  let total = 0;
  for (const [, bits] of [...levels].sort(([one], [other]) => one - other)) {
    total += countBits(bits);
    if (numbers.length < limit) numbers.push(...index.firstInOrder(bits, limit - numbers.length));
  }
  const productIds = numbers.map((number) => index.ids[number]);
  const corrected = correction(index, union(levels, mask.length), parts);
  return { productIds, total, corrected, unmatched: [] };
}

/** What was searched instead, where that isn't what was typed; else null. */
function correction(index, members, parts) {
  const words = parts.map((part) => part.meant || guessFound(index, members, part));
  const asTyped = parts.every((part, place) => !part.meant && part.token.text === words[place]);
  return asTyped ? null : words.join(" ");
}

/** The likeliest guess that is in what was found; the word itself where none was needed. */
function guessFound(index, members, { token, guesses }) {
  if (!guesses.length) return token.text;
  if ([...levelsOf(index, token).values()].some((bits) => both(bits, members))) return token.text;
  return guesses.find(({ word }) => index.count(word, members))?.word ?? token.text;
}

function loosened(search, parts) {
  for (let place = 0; place < parts.length - 1; place += 1) {
    const word = joined(search, parts[place].token, parts[place + 1].token);
    if (!word) continue;
    const together = [...parts.slice(0, place), word, ...parts.slice(place + 2)];
    const levels = combined(together, search.mask);
    if (levels.size) return outcome(search, levels, together);
  }
  const guessed = parts.map((part) => secondThought(search, part));
  if (guessed.some((part, place) => part !== parts[place])) {
    const levels = combined(guessed, search.mask);
    if (levels.size) return outcome(search, levels, guessed);
  }
  return outcome(search, combined(parts, search.mask, true), parts);
}
