/** What the index takes of a product: its words by the place they stand in, its codes, its rank. */
import { tokens } from "./text.js";
import { otherWords } from "./words.js";

/** Where a word stands. */
export const BEGINNING = 0;
export const NAME = 1;
export const CONTENT = 2;
export const OTHER_WORD = 3;
export const MAKER = 4;
export const PLACES = 5;
export const LONGEST_CODE = 15;
const MOST_TERMS = 96;
const LONGEST_TERM = 40;

/**
 * @typedef {object} SearchableProduct as the server gives it
 * @property {string} id @property {string} name
 * @property {string} [generic_name] @property {string} [substance] @property {string} [strength]
 * @property {string} [dose_form] @property {string} [manufacturer]
 * @property {string} [ingredients] of its generic, as one text
 * @property {string[]} [barcodes] @property {boolean} [active]
 * @property {number} [popularity] the level of what the branch sells of it
 * @property {number} [standing] how it stands among what a query fits as well
 */

/**
 * @typedef {object} Document
 * @property {string} id @property {string} orderName @property {string[][]} places
 * @property {number[]} codes @property {number} popularity @property {number} standing
 * @property {boolean} active
 */

const textsOf = (found) => found.map(({ text }) => text.slice(0, LONGEST_TERM));

/**
 * The product made ready: each word once, at its best place; codes as digits without zeros.
 * @param {SearchableProduct} product @returns {Document}
 */
export function documentOf(product) {
  const name = tokens(product.name);
  const strength = tokens(product.strength ?? "");
  const content = [product.generic_name, product.substance, product.ingredients, product.dose_form]
    .map((text) => tokens(text ?? ""));
  const maker = tokens(product.manufacturer ?? "");
  const { codes, words } = splitCodes(product.barcodes ?? []);
  const wanted = [
    textsOf(name.slice(0, 1)),
    textsOf([...name.slice(1), ...strength]),
    textsOf(content.flat()),
    [...otherTerms([name, strength, ...content]), ...words],
    [...textsOf(maker), ...joined(maker)],
  ];
  return {
    id: product.id.toLowerCase(),
    orderName: textsOf(name).join(" ").slice(0, 200),
    places: eachOnce(wanted),
    codes,
    popularity: product.popularity ?? 0,
    standing: product.standing ?? 0,
    active: product.active ?? true,
  };
}

function eachOnce(wanted) {
  const seen = new Set();
  return wanted.map((terms) => terms.filter((term) => {
    if (seen.has(term) || seen.size >= MOST_TERMS) return false;
    seen.add(term);
    return true;
  }));
}

function splitCodes(barcodes) {
  const codes = [];
  const words = [];
  for (const code of barcodes) {
    const stripped = code.replace(/^0+/, "");
    if (/^[0-9]+$/.test(stripped) && stripped.length <= LONGEST_CODE) codes.push(Number(stripped));
    else words.push(...textsOf(tokens(code)));
  }
  return { codes, words };
}

/** Joined spellings, the same strength in other units, and words that mean the same. */
function otherTerms(parts) {
  const terms = [];
  for (const found of parts) {
    terms.push(...joined(found), ...initials(found), ...addedUp(found));
    found.forEach((token, index) => {
      const before = found[index - 1];
      if (before && !before.word) terms.push(...sameStrength(before.text, token.text));
      if (token.word) terms.push(...otherWords(token.text));
    });
  }
  return terms;
}

/** co-trimoxazole as one word, and vitamin B 12 as B12. */
function joined(found) {
  const terms = [];
  for (let index = 1; index < found.length; index += 1) {
    const before = found[index - 1];
    const token = found[index];
    if (!before.word) continue;
    const together = before.text + token.text;
    if (token.word && token.gap === "-") terms.push(together.slice(0, LONGEST_TERM));
    const apart = token.gap === "-" || token.gap === " ";
    if (before.text.length === 1 && apart && /^[0-9]+$/.test(token.text)) terms.push(together);
  }
  return terms;
}

/** C D R as cdr. */
function initials(found) {
  const terms = [];
  let letters = "";
  for (const part of [...found, null]) {
    if (part?.word && part.text.length === 1) {
      letters += part.text;
      continue;
    }
    if (letters.length > 1) terms.push(letters);
    letters = "";
  }
  return terms;
}

const ADDED = new Set(["mg", "g", "mcg"]);

/** The whole of two strengths in one unit: 500 mg + 125 mg is sold as 625. */
function addedUp(found) {
  const strengths = [];
  for (let index = 1; index < found.length; index += 1) {
    const [before, after] = [found[index - 1], found[index]];
    if (!before.word && ADDED.has(after.text)) strengths.push([before.text, after.text]);
  }
  if (strengths.length !== 2 || strengths[0][1] !== strengths[1][1]) return [];
  if (!strengths.every(([value]) => /^[0-9]+$/.test(value))) return [];
  return [String(Number(strengths[0][0]) + Number(strengths[1][0]))];
}

const SHIFTS = { g: [[3, "mg"]], mg: [[-3, "g"], [3, "mcg"]], mcg: [[-3, "mg"]] };

/** 1 g also as 1000 mg, 0.25 mg also as 250 mcg; only values that people would write. */
function sameStrength(value, unit) {
  const terms = [];
  for (const [places, other] of (Object.hasOwn(SHIFTS, unit) ? SHIFTS[unit] : [])) {
    const result = shifted(value, places);
    const sensible = unit !== "mg" || places < 0 || value.startsWith("0.");
    if (result.length <= 5 && sensible) terms.push(result, other);
  }
  return terms;
}

function shifted(value, places) {
  const [whole, decimals = ""] = value.split(".");
  let digits = whole + decimals.padEnd(Math.max(places, 0), "0");
  const wanted = whole.length + places;
  digits = digits.padStart(digits.length + Math.max(0, 1 - wanted), "0");
  const point = Math.max(wanted, 1);
  const left = digits.slice(0, point).replace(/^0+/, "") || "0";
  const right = digits.slice(point).replace(/0+$/, "");
  return right ? `${left}.${right}` : left;
}
