/** What may have been meant by words that fit nothing: apart, together, misspelled. */
import { both, countBits, orInto } from "./bits.js";
import { combined, inOrder, partOf, union } from "./combining.js";
import { SLIP, guessesOf, isSpelledSo, levelsOfGuesses } from "./hits.js";

const SHORTEST_HALF = 3;
const FEW = 5;

/** The part, with guesses where it fits a few products and those by sound alone. */
export function doubted(search, part) {
  if (!part.token.word || !part.levels.size) return part;
  if (countBits(union(part.levels, search.mask.length)) >= FEW) return part;
  if (isSpelledSo(search.index, part.token, search.mask)) return part;
  return guessed(search, part) ?? part;
}

/**
 * The part, with guesses unless it has some, or something is spelled so: words that exist are never
 * taken for others. What lacks a strength isn't another substance.
 */
export function secondThought(search, part) {
  if (part.meant || part.guesses.length || part.standsFor) return part;
  if (isSpelledSo(search.index, part.token, search.mask)) return part;
  return guessed(search, part, false) ?? part;
}

/** The parts with those mended that fit nothing, and the words that can't be. */
export function mended(search, parts) {
  const kept = [];
  const unmatched = [];
  const waiting = [...parts];
  while (waiting.length) {
    const part = waiting.shift();
    if (part.levels.size) {
      kept.push(part);
      continue;
    }
    const forward = waiting.length ? joined(search, part.token, waiting[0].token) : null;
    const last = kept[kept.length - 1];
    const backward = !forward && last ? joined(search, last.token, part.token) : null;
    const alone = forward || backward ? [] : mendedAlone(search, part);
    if (forward) waiting.shift();
    if (backward) kept.pop();
    if (forward || backward) kept.push(forward ?? backward);
    else if (alone.length) kept.push(...alone);
    else unmatched.push(part.token.text);
  }
  return { kept, unmatched };
}

/** A guess that only leaves out the second half isn't one: vitaminc is vitamin c. */
function mendedAlone(search, part) {
  const guess = guessed(search, part);
  const best = guess?.guesses[0];
  if (best && best.cost <= SLIP + 1 && !part.token.text.startsWith(best.word)) return [guess];
  const cut = halves(search, part.token);
  return cut.length || !guess ? cut : [guess];
}

/** The two as one word: para cetamol, B 12. */
export function joined(search, first, second) {
  if (!first.word || second.text.includes(".")) return null;
  const token = { text: first.text + second.text, word: true, gap: first.gap };
  const part = partOf(search, token);
  return part.levels.size ? { ...part, meant: token.text } : null;
}

/**
 * The word cut in two where the left half is a word and the right one begins one. A right half of a
 * letter or two is a word itself: nearly everything begins with `te`.
 */
function halves(search, token) {
  for (let cut = token.text.length - 1; cut >= SHORTEST_HALF; cut -= 1) {
    const texts = [token.text.slice(0, cut), token.text.slice(cut)];
    if (!search.index.postings.has(texts[0])) continue;
    if (texts[1].length < SHORTEST_HALF && !search.index.postings.has(texts[1])) continue;
    const parts = texts.map((text) => partOf(search, { text, word: true, gap: " " }));
    if (parts.every((part) => part.levels.size) && combined(parts, search.mask).size) {
      return parts.map((part) => ({ ...part, meant: part.token.text }));
    }
  }
  return [];
}

function guessed({ index, mask }, part, thorough = true) {
  const guesses = guessesOf(index, part.token, mask, thorough);
  if (!guesses.length) return null;
  const levels = new Map(part.levels);
  for (const [cost, bits] of levelsOfGuesses(index, guesses)) {
    const kept = both(bits, mask);
    if (!kept) continue;
    if (levels.has(cost)) orInto(kept, levels.get(cost));
    levels.set(cost, kept);
  }
  return { ...part, levels: inOrder(levels), guesses };
}
