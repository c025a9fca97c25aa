/** Dates as codes and labels write them, as "YYYY-MM-DD". A missing day is the month's last. */
import { isDigits } from "./fault.js";

const MONTHS = new Map();
[
  "jan januari january",
  "feb februari february",
  "mar maret march",
  "apr april",
  "may mei",
  "jun juni june",
  "jul juli july",
  "aug agu agt agustus august",
  "sep sept september",
  "oct okt oktober october",
  "nov november",
  "dec des desember december",
].forEach((names, index) => names.split(" ").forEach((name) => MONTHS.set(name, index + 1)));

/** The year from 49 years before to 50 years after `asOfYear` (GenSpecs 7.12). */
export function fullYear(twoDigits, asOfYear) {
  const distance = twoDigits - (asOfYear % 100);
  const century = asOfYear - (asOfYear % 100);
  if (distance > 50) return century - 100 + twoDigits;
  return distance < -49 ? century + 100 + twoDigits : century + twoDigits;
}

function daysIn(year, month) {
  if (month === 2) return year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0) ? 29 : 28;
  return [4, 6, 9, 11].includes(month) ? 30 : 31;
}

/** The date; day 0 is the month's last. Null where the calendar has no such day. */
export function calendarDate(year, month, day) {
  if (!(month >= 1 && month <= 12 && year >= 1 && year <= 9999)) return null;
  const last = daysIn(year, month);
  if (day > last) return null;
  const two = (number) => String(number).padStart(2, "0");
  return `${String(year).padStart(4, "0")}-${two(month)}-${two(day || last)}`;
}

/** The date of YYMMDD (AI 11 to 17), or null. */
export function gs1Date(text, asOfYear) {
  if (text.length !== 6 || !isDigits(text)) return null;
  const year = fullYear(Number(text.slice(0, 2)), asOfYear);
  return calendarDate(year, Number(text.slice(2, 4)), Number(text.slice(4)));
}

/**
 * The date as a label prints it: 12/2027, DEC 27, 31-12-2027, 2027-12-31, 31122027; day first.
 * @param {string} text @param {number} asOfYear @returns {string | null}
 */
export function labelDate(text, asOfYear) {
  const parts = text.toLowerCase().match(/[0-9]+|[a-z]+/g) ?? [];
  if (parts.some((part) => part.length > 9)) return null;
  if (parts.length === 1 && isDigits(parts[0])) return runOfDigits(parts[0], asOfYear);
  const numbers = parts.map((part) => (isDigits(part) ? Number(part) : (MONTHS.get(part) ?? -1)));
  if (![2, 3].includes(numbers.length) || numbers.includes(-1)) return null;
  if (parts[0].length === 4 && isDigits(parts[0])) {
    return calendarDate(numbers[0], numbers[1], numbers[2] ?? 0);
  }
  const [day, month] = numbers.length === 3 ? numbers : [0, numbers[0]];
  if (numbers.length === 3 && day === 0) return null;
  return calendarDate(labelYear(parts[parts.length - 1], asOfYear), month, day);
}

function labelYear(text, asOfYear) {
  if (!isDigits(text) || ![2, 4].includes(text.length)) return 0;
  return text.length === 4 ? Number(text) : fullYear(Number(text), asOfYear);
}

function runOfDigits(text, asOfYear) {
  const part = (from, to) => Number(text.slice(from, to));
  if (text.length === 8 && text.slice(4, 6) === "20") {
    return calendarDate(part(4), part(2, 4), part(0, 2));
  }
  if (text.length === 8) return calendarDate(part(0, 4), part(4, 6), part(6));
  if (text.length === 6 && text.slice(2, 4) === "20" && part(0, 2) >= 1 && part(0, 2) <= 12) {
    return calendarDate(part(2), part(0, 2), 0);
  }
  return gs1Date(text, asOfYear);
}
