/**
 * Money as a country writes it and as people type it. Twin of the server's core/formatting.py:
 * separators follow the pharmacy's country in every language. Whole minor units only.
 */

const MINUS = "\u2212";
const CURRENCIES = {
  IDR: { exponent: 0, sign: "Rp", space: " " },
  INR: { exponent: 2, sign: "₹", space: "" },
  USD: { exponent: 2, sign: "$", space: "" },
  EUR: { exponent: 2, sign: "€", space: "" },
  CHF: { exponent: 2, sign: "CHF", space: " " },
  JPY: { exponent: 0, sign: "¥", space: "" },
  KWD: { exponent: 3, sign: "KD", space: " " },
};
const SEPARATORS = {
  id: { group: ".", decimal: ",", indian: false },
  in: { group: ",", decimal: ".", indian: true },
  generic: { group: ",", decimal: ".", indian: false },
};

/** What was typed isn't a number here; `reason` is empty, letters, groups or decimals. */
export class UnreadableNumber extends Error {
  constructor(reason, text) {
    super(`${reason}: ${text}`);
    this.reason = reason;
  }
}

function marksOf(country) {
  return SEPARATORS[country] ?? SEPARATORS.generic;
}

/** Decimals of a currency's minor unit. */
export function exponentOf(currency) {
  return CURRENCIES[currency].exponent;
}

function grouped(digits, marks) {
  const groups = [digits.slice(-3)];
  let rest = digits.slice(0, -3);
  const size = marks.indian ? 2 : 3;
  while (rest) {
    groups.unshift(rest.slice(-size));
    rest = rest.slice(0, -size);
  }
  return groups.join(marks.group);
}

function written(amount, exponent, country) {
  const marks = marksOf(country);
  const digits = String(Math.abs(amount)).padStart(exponent + 1, "0");
  const cut = digits.length - exponent;
  const decimals = exponent ? marks.decimal + digits.slice(cut) : "";
  return grouped(digits.slice(0, cut), marks) + decimals;
}

/** A whole number: 12.400 (id), 1,01,800 (in). */
export function formatNumber(value, country) {
  return (value < 0 ? MINUS : "") + written(value, 0, country);
}

/** An amount without the currency's sign: 137.100 (IDR), 1,01,800.00 (INR). */
export function formatAmount(amount, currency, country) {
  return (amount < 0 ? MINUS : "") + written(amount, exponentOf(currency), country);
}

/** An amount with its sign: Rp 137.100, ₹1,01,800.00, −$3.50. */
export function formatMoney(amount, currency, country) {
  const { sign, space } = CURRENCIES[currency];
  return (amount < 0 ? MINUS : "") + sign + space + written(amount, exponentOf(currency), country);
}

const isDigits = (text) => /^[0-9]+$/.test(text);

function misplaced(text) {
  const onlyMarks = /^[0-9.,+\-\u2212 ]*$/.test(text);
  return new UnreadableNumber(onlyMarks ? "groups" : "letters", text);
}

function wholePart(text, original, marks) {
  const groups = text.split(marks.group);
  if (!groups.every(isDigits)) throw misplaced(original);
  if (groups.length > 1) {
    const sizes = groups.map((group) => group.length);
    const middle = marks.indian ? [2, 3] : [3];
    const fits = sizes.at(-1) === 3 && sizes[0] >= 1 && sizes[0] <= 3
      && sizes.slice(1, -1).every((size) => middle.includes(size));
    if (!fits) throw new UnreadableNumber("groups", original);
  }
  return groups.join("");
}

/**
 * The minor units that a person typed in major ones, with or without separators. An ambiguous or
 * misplaced separator is refused rather than guessed. Throws UnreadableNumber.
 * @param {string} text @param {number} exponent decimals of the minor unit @param {string} country
 */
export function readMinorUnits(text, exponent, country) {
  const marks = marksOf(country);
  let body = text.replace(/[\u00a0 ]/g, "").trim();
  const negative = body.startsWith("-") || body.startsWith(MINUS);
  body = negative || body.startsWith("+") ? body.slice(1) : body;
  if (!body) throw new UnreadableNumber("empty", text);
  const point = body.indexOf(marks.decimal);
  const decimals = point < 0 ? "" : body.slice(point + 1);
  const digits = wholePart((point < 0 ? body : body.slice(0, point)) || "0", text, marks);
  if (point >= 0 && !isDigits(decimals)) throw misplaced(text);
  if (decimals.replace(/0+$/, "").length > exponent) throw new UnreadableNumber("decimals", text);
  const units = Number(digits + decimals.slice(0, exponent).padEnd(exponent, "0"));
  if (!Number.isSafeInteger(units)) throw new UnreadableNumber("decimals", text);
  return negative ? -units : units;
}

/** The amount that a person typed, the currency's sign allowed. Throws UnreadableNumber. */
export function readMoney(text, currency, country) {
  let body = text.trim();
  for (const mark of [CURRENCIES[currency].sign, currency]) {
    if (body.slice(0, mark.length).toLowerCase() === mark.toLowerCase()) {
      body = body.slice(mark.length);
      break;
    }
  }
  return readMinorUnits(body, exponentOf(currency), country);
}
