/**
 * Which documents a word matches, and at what cost: 0 for the product's own first word, exactly.
 * A cost is how well the word fits, in steps of `STEP`, and below a step where the word stands; the
 * same numbers as on the server.
 */
import { both, orInto } from "./bits.js";
import { near, slipsAllowed } from "./distance.js";
import { LONGEST_CODE } from "./documents.js";
import { compare, rangeBeginning } from "./order.js";
import { sound, soundsOfBeginning } from "./sounds.js";

/** More than all words of a query together add for where they stand. */
export const STEP = 64;
/** Steps that a place adds: the maker's name is seldom what was meant. */
const FURTHER = [0, 0, 0, 0, 3];
const EXACT = 0;
const BEGINNING = 1;
const BEGINNING_OF_LITTLE = 6;
const BEGINNING_OF_CODE = 3;
const SAME_SOUND = 1;
const SOUND_BEGINNING = 2;
/** Added to the number of slips; one more where only a beginning fits. */
export const SLIP = 3;
const OTHER_GUESS = 5;
const SHORTEST_SOUND = 3;
const SHORTEST_CODE = 4;
const MOST_GUESSES = 24;

/** @typedef {Map<number, import("./bits.js").Bits>} Levels the documents by cost */

/**
 * The documents that have the token as a word, its beginning or its sound, or as a code.
 * @returns {Levels}
 */
export function levelsOf(index, token) {
  const key = token.word ? token.text : `#${token.text}`;
  return index.remembered(key, () => findLevels(index, token));
}

function findLevels(index, token) {
  const costs = new Map();
  const taken = new Set();
  const take = (term, cost) => {
    if (taken.has(term)) return;
    taken.add(term);
    if (!costs.has(cost)) costs.set(cost, []);
    costs.get(cost).push(term);
  };
  const ofBeginning = costOfBeginning(token);
  for (const term of index.termsBeginning(token.text)) {
    take(term, term === token.text ? EXACT : ofBeginning);
  }
  if (token.word) {
    const whole = sound(token.text);
    for (const beginning of soundsOfBeginning(token.text)) {
      if (beginning.length < SHORTEST_SOUND) continue;
      const [low, high] = rangeBeginning(index.sounds, beginning);
      for (let place = low; place < high; place += 1) {
        const same = index.sounds[place] === whole;
        take(index.soundWords[place], same ? SAME_SOUND : SOUND_BEGINNING);
      }
    }
  }
  const levels = levelsOfWords(index, costs);
  if (!token.word) addCodes(levels, index, token.text);
  return levels;
}

/** One or two letters, or a number, say little by being a beginning: 50 isn't meant as 500. */
function costOfBeginning({ word, text }) {
  return !word || text.length <= 2 ? BEGINNING_OF_LITTLE : BEGINNING;
}

function levelsOfWords(index, costs) {
  const levels = new Map();
  for (const [cost, words] of costs) {
    index.documentsByPlace(words)
      .forEach((bits, place) => add(levels, (cost + FURTHER[place]) * STEP + place, bits));
  }
  return levels;
}

function add(levels, cost, bits) {
  if (!bits) return;
  if (levels.has(cost)) orInto(levels.get(cost), bits);
  else levels.set(cost, bits);
}

function addCodes(levels, index, digits) {
  if (!/^[0-9]+$/.test(digits)) return;
  if (digits.length < SHORTEST_CODE || digits.length > LONGEST_CODE) return;
  const [exact, longer] = index.documentsByCode(digits, LONGEST_CODE);
  add(levels, EXACT, exact);
  add(levels, BEGINNING_OF_CODE * STEP, longer);
}

/** Whether some product has a word that begins with exactly these letters. */
export function isSpelledSo(index, token, mask) {
  const found = index.documentsByPlace(index.termsBeginning(token.text));
  return found.some((bits) => bits && both(bits, mask));
}

/**
 * Words in use that the token may be a misspelling of, the likeliest first: with the same first
 * letter, of which it may be the beginning; else, when `thorough`, whole words that differ once
 * anywhere. Not words that sound the same: those fit without guessing.
 * @returns {{cost: number, word: string}[]}
 */
export function guessesOf(index, token, mask, thorough = true) {
  if (!token.word || !/^[\0-\x7f]*$/.test(token.text)) return [];
  const typed = sound(token.text);
  const most = Math.min(slipsAllowed(token.text), slipsAllowed(typed));
  if (!most) return [];
  let found = used(index, nearBeginnings(index, typed, most), mask);
  if (!found.length && thorough) found = used(index, nearWholes(index, typed), mask);
  const likeliest = found.length ? sound(found[0].word) : "";
  return found.slice(0, MOST_GUESSES).map(({ cost, word }) =>
    ({ word, cost: sound(word) === likeliest ? cost : cost + OTHER_GUESS }));
}

/** Guesses that some product has, in order. */
function used(index, words, mask) {
  return words
    .map(({ cost, word }) => ({ cost, word, count: index.count(word, mask) }))
    .filter(({ count }) => count)
    .sort((one, other) =>
      one.cost - other.cost || other.count - one.count || compare(one.word, other.word));
}

function nearBeginnings(index, typed, most) {
  const found = [];
  for (const letter of new Set([typed[0], typed[1]].sort())) {
    const [low, high] = rangeBeginning(index.sounds, letter);
    near(index.sounds, low, high, typed, most, (place, whole, beginning) => {
      const cost = Math.min(whole <= most ? SLIP + whole : 99, SLIP + 1 + beginning);
      if (whole) found.push({ cost, word: index.soundWords[place] });
    });
  }
  return found;
}

function nearWholes(index, typed) {
  const found = [];
  near(index.sounds, 0, index.sounds.length, typed, 1, (place, whole) => {
    if (whole === 1) found.push({ cost: SLIP + whole, word: index.soundWords[place] });
  });
  return found;
}

/** The documents that have one of the guessed words. */
export function levelsOfGuesses(index, guesses) {
  const costs = new Map();
  for (const { cost, word } of guesses) costs.set(cost, [...(costs.get(cost) ?? []), word]);
  return levelsOfWords(index, costs);
}
