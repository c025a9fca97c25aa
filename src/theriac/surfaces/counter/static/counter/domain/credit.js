/** Numbers of credit accounts check themselves (Luhn). Twin of the server's credit/rules.py. */
import { sum } from "./rounding.js";

const DIGITS = 12;

/** The digits of a number as it was typed or scanned; "" for what can be none. */
export function plainNumber(text) {
  const digits = text.replace(/[ -]/g, "");
  return /^[0-9]+$/.test(digits) && digits.length === DIGITS && checks(digits) ? digits : "";
}

function checks(digits) {
  const values = [...digits].reverse().map((sign, place) => Number(sign) * (1 + (place % 2)));
  return sum(values.map((value) => (value > 9 ? value - 9 : value))) % 10 === 0;
}
