/** Numbers of credit accounts check themselves (Luhn). Twin of the server's credit/rules.py. */
import { sum } from "./rounding.js";

const DIGITS = 12;

/** The digits of a number as it was typed or scanned; "" for what can be none. */
export const plainNumber = (text) => checked(text, DIGITS);

/** The same of a number of so many digits. */
export function checked(text, length) {
  const digits = text.replace(/[ -]/g, "");
  return /^[0-9]+$/.test(digits) && digits.length === length && checks(digits) ? digits : "";
}

function checks(digits) {
  const values = [...digits].reverse().map((sign, place) => Number(sign) * (1 + (place % 2)));
  return sum(values.map((value) => (value > 9 ? value - 9 : value))) % 10 === 0;
}

/** As it is read: in groups of four. */
export const spacedNumber = (number) => number.replace(/(.{4})(?=.)/g, "$1 ");
