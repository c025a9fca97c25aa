/** GTIN-8, -12, -13 and -14: the check digit, and the one form that is stored (14 digits). */
import { isDigits } from "./fault.js";

export const LENGTHS = [8, 12, 13, 14];

/**
 * Whether the last digit is GS1's: weights 3, 1 from the right (GenSpecs 7.9).
 * @param {string} digits @returns {boolean}
 */
export function hasValidCheckDigit(digits) {
  if (!isDigits(digits) || digits.length < 2) return false;
  let sum = 0;
  for (let index = digits.length - 2, weight = 3; index >= 0; index -= 1, weight = 4 - weight) {
    sum += weight * Number(digits[index]);
  }
  return (10 - (sum % 10)) % 10 === Number(digits[digits.length - 1]);
}

/**
 * The 14 digits of the GTIN that the text writes, or null where it writes none.
 * @param {string} text @returns {string | null}
 */
export function gtin14(text) {
  if (!isDigits(text) || !LENGTHS.includes(text.length)) return null;
  return hasValidCheckDigit(text) ? text.padStart(14, "0") : null;
}
