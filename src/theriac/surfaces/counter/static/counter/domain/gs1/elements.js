/** GS1 element strings: what scanners send, and what people key from below the bars. */
import { gs1Date } from "./dates.js";
import { UnreadableCode, isDigits } from "./fault.js";
import { FORMATS, OTHER_CHARACTER } from "./formats.js";
import { hasValidCheckDigit } from "./gtin.js";

/** @typedef {{identifier: string, value: string, separated: boolean}} Element */

export const SEPARATOR = "\x1d";
export const DATES = new Set(["11", "12", "13", "15", "16", "17"]);
const PLAUSIBLE_YEARS = 25;
const CHECKED_GTINS = new Set(["01", "02", "03", "8006", "8026"]);
const CHECKED_DIGITS = new Map(Object.entries({
  "00": 18, 253: 13, 255: 13, 402: 17, 8003: 14, 8017: 18, 8018: 18,
  410: 13, 411: 13, 412: 13, 413: 13, 414: 13, 415: 13, 416: 13, 417: 13,
}));
const EXCLUSIVE = [
  ["01", "02|03|37|255|8006"],
  ["02", "03|255|8026"],
  ["03", "37|235|7240|8006|8026"],
  ["21", "235"],
  ["37", "8006"],
  ["255", "415|8006|8020|8026"],
  ["390.", "39[014].|8111"],
  ["391.", "391."],
  ["39[23].", "39[235]."],
  ["394.", "394.|8111"],
  ["395.", "395.|8005"],
  ["420", "421"],
  ["421", "4307"],
  ["42[2-5]", "426"],
  ["7250", "7251"],
  ["725[345]", "7256|7259"],
  ["7256", "7259"],
  ["8006", "8026"],
  ["8017", "8018"],
].map((pair) => pair.map((source) => new RegExp(`^(?:${source})$`)));
const SWALLOWED =
  /(?=(?:(1[13567])([0-9]{6})|(01)([0-9]{14}))(?:$|01|1[013567]|21|30|37|71|9[0-9]))/g;

const withoutSeparators = (text) => text.replace(/^\x1d+/, "");

/** Whether the text is exactly one application identifier. */
export const isIdentifier = (text) => FORMATS.has(text);

/**
 * The element, its value's characters, length and check digit proved.
 * @param {string} identifier @param {string} value @returns {Element}
 * @throws {UnreadableCode}
 */
export function checkedElement(identifier, value) {
  const { length, pattern } = FORMATS.get(identifier);
  const refuse = (fault) => { throw new UnreadableCode(fault, identifier); };
  if (!value || (length && value.length !== length)) refuse("length");
  if (OTHER_CHARACTER.test(value)) refuse("charset");
  if (!pattern.test(value)) refuse(mismatch(identifier, value, pattern));
  if (CHECKED_GTINS.has(identifier) && !hasValidCheckDigit(value.slice(0, 14))) {
    refuse("gtin_check_digit");
  }
  const checked = CHECKED_DIGITS.get(identifier);
  if (checked && !hasValidCheckDigit(value.slice(0, checked))) refuse("check_digit");
  return { identifier, value, separated: !length };
}

function mismatch(identifier, value, pattern) {
  if (DATES.has(identifier)) return "date";
  return pattern.source.includes("A-Z") || isDigits(value) ? "length" : "charset";
}

/**
 * The elements of what a scanner sends, without symbology identifier.
 * @param {string} text @returns {Element[]}
 * @throws {UnreadableCode}
 */
export function readElements(text) {
  const elements = [];
  let rest = withoutSeparators(text);
  while (rest) {
    const identifier = [2, 3, 4].map((length) => rest.slice(0, length)).find(isIdentifier);
    if (!identifier) throw new UnreadableCode("identifier");
    rest = rest.slice(identifier.length);
    const { length } = FORMATS.get(identifier);
    const value = length ? rest.slice(0, length) : rest.split(SEPARATOR, 1)[0];
    elements.push(checkedElement(identifier, value));
    rest = withoutSeparators(rest.slice(value.length));
  }
  return proved(elements);
}

/** Whether the text is meant as (01)…(17)…, the way a label prints it. */
export const beginsBracketed = (text) => /^\([0-9]{1,5}\)/.test(text);

/**
 * The elements of `(01)…(10)…`; spaces don't count, `\(` is a bracket in a value.
 * @param {string} text @returns {Element[]}
 * @throws {UnreadableCode}
 */
export function readBracketed(text) {
  const parts = text.replace(/[ \t\r\n]/g, "").split(/(?<!\\)\(([0-9]{2,4})\)/);
  if (parts[0]) throw new UnreadableCode("identifier");
  const elements = [];
  for (let index = 1; index < parts.length; index += 2) {
    if (!isIdentifier(parts[index])) throw new UnreadableCode("identifier", parts[index]);
    elements.push(checkedElement(parts[index], parts[index + 1].replaceAll("\\(", "(")));
  }
  return proved(elements);
}

function proved(elements) {
  if (!elements.length) throw new UnreadableCode("empty");
  refuseContradictions(elements);
  return elements;
}

/** @throws {UnreadableCode} where an identifier has two values, or two exclude each other */
export function refuseContradictions(elements) {
  const values = new Map();
  for (const { identifier, value } of elements) {
    if (values.has(identifier) && values.get(identifier) !== value) {
      throw new UnreadableCode("repeated", identifier);
    }
    values.set(identifier, value);
  }
  const identifiers = [...values.keys()];
  identifiers.forEach((first, index) => {
    for (const second of identifiers.slice(index + 1)) {
      if (excludeEachOther(first, second)) throw new UnreadableCode("contradiction", second);
    }
  });
}

function excludeEachOther(first, second) {
  const sameMeasure = first.length === 4 && first.slice(0, 3) === second.slice(0, 3);
  if (sameMeasure && /^3[1-6]/.test(first)) return true;
  return EXCLUSIVE.some(([one, other]) =>
    (one.test(first) && other.test(second)) || (one.test(second) && other.test(first)));
}

/**
 * Whether text without a symbology identifier is meant as element strings: a separator or (01)
 * with more behind it says so; else it must read whole, with a GTIN or a date among two or more.
 */
export function isMeantAsElements(text) {
  if (text.includes(SEPARATOR) || /^01[0-9]{14}[^\n]/.test(text)) return true;
  let identifiers;
  try {
    identifiers = readElements(text).map(({ identifier }) => identifier);
  } catch (refusal) {
    if (refusal instanceof UnreadableCode) return false;
    throw refusal;
  }
  if (new Set(identifiers).size === 1 && identifiers[0] === "01") return true;
  return identifiers.length > 1 && identifiers.some((key) => key === "01" || DATES.has(key));
}

/**
 * The date of each date identifier.
 * @throws {UnreadableCode} for 30 February and the like
 */
export function datesOf(elements, asOfYear) {
  const dates = new Map();
  for (const { identifier, value } of elements) {
    if (!DATES.has(identifier)) continue;
    const found = gs1Date(value, asOfYear);
    if (found === null) throw new UnreadableCode("date", identifier);
    dates.set(identifier, found);
  }
  return dates;
}

/** Whether a value looks as if it ran over a lost separator into a date or a GTIN. */
export function hasSwallowed(elements, asOfYear) {
  const present = new Set(elements.map(({ identifier }) => identifier));
  const ranOver = ({ index, 1: dateKey, 2: digits, 4: number, 3: gtinKey }) => {
    if (index === 0) return false;
    if (dateKey && !present.has(dateKey)) {
      const date = gs1Date(digits, asOfYear);
      if (date && Math.abs(Number(date.slice(0, 4)) - asOfYear) <= PLAUSIBLE_YEARS) return true;
    }
    return Boolean(gtinKey) && !present.has("01") && hasValidCheckDigit(number);
  };
  return elements.some(({ separated, value }) =>
    separated && [...value.matchAll(SWALLOWED)].some(ranOver));
}
