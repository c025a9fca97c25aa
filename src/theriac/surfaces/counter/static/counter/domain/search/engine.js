/**
 * Search in an index: every word must match; where that finds nothing, what was meant is guessed.
 * 1. every word fits by beginning or sound; 2. words that fit nothing are mended: written apart,
 * misspelled, run together, else left out; 3. all fit, but no product has them all: written
 * apart, misspelled, then up to half of the words may be missing. The first that finds something wins.
 */
import { unabridged } from "./abbreviations.js";
import { both, countBits } from "./bits.js";
import { combined, partOf, union } from "./combining.js";
import { levelsOf } from "./hits.js";
import { doubted, joined, mended, secondThought } from "./mending.js";
import { LEVELS_APART, groups } from "./ranking.js";
import { queryTokens } from "./text.js";

const MOST_TOKENS = 8;
const NONE = new Map();
const NOTHING = { productIds: [], ties: [], total: 0, corrected: null, unmatched: [], partial: false };

/**
 * What the text finds, at most `limit` products; nothing for a blank text. `ties` has a number for
 * each of them, the same for what nothing but the products' own order parts; `partial`: each lacks a
 * word that others have. `own` are the pharmacy's abbreviations.
 * @param {import("./index.js").SearchIndex} index @param {string} text
 * @param {{limit: number, onlyActive?: boolean, own?: Map<string, import("./text.js").Token[]>}} options
 * @returns {{productIds: string[], ties: number[], total: number, corrected: string | null,
 *   unmatched: string[], partial: boolean}}
 */
export function searchIndex(index, text, { limit, onlyActive = true, own = NONE }) {
  const tokens = queryTokens(text).slice(0, MOST_TOKENS);
  const search = { index, mask: index.mask(onlyActive), limit, own };
  const parts = tokens.map((token) => unabridged(search, token) ?? doubted(search, partOf(search, token)));
  if (!parts.length) return NOTHING;
  search.typed = parts.map((part) => part.standsFor || part.token.text).join(" ");
  if (parts.every((part) => part.levels.size)) return found(search, parts);
  const { kept, unmatched } = mended(search, parts);
  if (unmatched.length && !kept.some(saysSomething)) {
    return { ...NOTHING, unmatched: parts.map((part) => part.token.text) };
  }
  return { ...found(search, kept), unmatched };
}

/** Whether it may be looked for alone: a number or two letters mean nothing without the rest. */
const saysSomething = ({ token, standsFor }) => Boolean(standsFor) || (token.word && token.text.length > 2);

function found(search, parts) {
  const together = combined(parts, search.mask);
  return together.size ? outcome(search, together, parts) : loosened(search, parts);
}

function outcome({ index, mask, limit, typed }, levels, parts) {
  const numbers = [];
  const ties = [];
  for (const [place, bits] of groups(index, levels, typed).entries()) {
    if (numbers.length >= limit) break;
    const fresh = index.firstInOrder(bits, limit - numbers.length);
    numbers.push(...fresh);
    ties.push(...fresh.map((number) => place * LEVELS_APART - index.popularity[number]));
  }
  const all = union(levels, mask.length);
  return {
    productIds: numbers.map((number) => index.ids[number]), ties, total: countBits(all),
    corrected: correction(index, all, parts), unmatched: [], partial: false,
  };
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
  const missed = combined(parts, search.mask, Math.max(1, Math.floor(parts.length / 2)));
  return { ...outcome(search, missed, parts), partial: true };
}
