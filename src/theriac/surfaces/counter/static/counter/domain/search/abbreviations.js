/**
 * A pharmacy's own abbreviations in a query, as the server's `catalog/search/abbreviations.py`: a word
 * that is one fits what it fits itself, and whatever all its words fit as if they were typed.
 */
import { orInto } from "./bits.js";
import { combined, inOrder, partOf } from "./combining.js";
import { tokens } from "./text.js";

/** The table out of the settings' rows. @param {{short: string, words: string}[]} rows */
export const tableOf = (rows) => new Map(rows.map(({ short, words }) => [short, tokens(words)]));

/**
 * The word with what is meant by it; null where it is none, or nothing has what it means.
 * @param {object} search @param {import("./text.js").Token} token
 * @returns {import("./combining.js").Part | null}
 */
export function unabridged(search, token) {
  const words = search.own.get(token.text);
  if (!words) return null;
  const meant = combined(words.map((word) => partOf(search, word)), search.mask);
  if (!meant.size) return null;
  const itself = partOf(search, token);
  const levels = new Map(itself.levels);
  for (const [cost, bits] of meant) {
    if (levels.has(cost)) orInto(bits, levels.get(cost));
    levels.set(cost, bits);
  }
  const standsFor = words.map((word) => word.text).join(" ");
  return { ...itself, levels: inOrder(levels), standsFor };
}
