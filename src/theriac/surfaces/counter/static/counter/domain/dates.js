/** Calendar dates as "YYYY-MM-DD" text: the branch's day, and days between two dates. */

/**
 * The calendar date of an instant in a time zone.
 * @param {number} instantMs @param {string} timeZone an IANA name
 * @returns {string} "YYYY-MM-DD"
 */
export function dateIn(instantMs, timeZone) {
  const parts = partsIn(instantMs, timeZone);
  return `${parts.year}-${parts.month}-${parts.day}`;
}

/**
 * The clock time of an instant in a time zone.
 * @returns {{hour: string, minute: string}} two digits each
 */
export function timeIn(instantMs, timeZone) {
  const parts = partsIn(instantMs, timeZone);
  return { hour: parts.hour, minute: parts.minute };
}

const formats = new Map();

function partsIn(instantMs, timeZone) {
  if (!formats.has(timeZone)) {
    formats.set(timeZone, new Intl.DateTimeFormat("en-US", {
      timeZone, hourCycle: "h23", year: "numeric", month: "2-digit", day: "2-digit",
      hour: "2-digit", minute: "2-digit",
    }));
  }
  const parts = formats.get(timeZone).formatToParts(new Date(instantMs));
  return Object.fromEntries(parts.map((part) => [part.type, part.value]));
}

/** Whole days from one date to another; negative when `to` is earlier. */
export function daysBetween(from, to) {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / 86_400_000);
}

/** The date so many days after another; one that doesn't exist has none. */
export function dayAfter(date, days) {
  return new Date(Date.parse(`${date}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);
}

/** The weekday of a date, 0 for Sunday. */
export function weekdayOf(date) {
  return new Date(`${date}T00:00:00Z`).getUTCDay();
}

/** Whether the text writes a date that exists. */
export function isDate(text) {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const instant = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(instant.getTime()) && instant.toISOString().slice(0, 10) === text;
}

const TYPED = /^(\d{1,2})[\s/.,-]+(\d{1,2}|[a-z]{3,9})[\s/.,-]+(\d{4}|\d{2})$/;
const DIGITS = /^(\d{2})(\d{2})(\d{4}|\d{2})$/;

/**
 * The day that a person typed: 20 Nov 2026, 20/11/2026, 20.11.26, 20112026 or 2026-11-20, the day before the month.
 * @param {string} text @param {string[]} months their short names in the screen's language
 * @returns {string|null} "YYYY-MM-DD"; null for what names no day
 */
export function readDay(text, months) {
  const typed = text.trim().toLowerCase();
  if (isDate(typed)) return typed;
  const [, day, month, year] = typed.match(TYPED) ?? typed.match(DIGITS) ?? [];
  if (!day) return null;
  const number = /^\d/.test(month) ? Number(month)
    : months.findIndex((name) => month.startsWith(name.toLowerCase())) + 1;
  const written = `${year.length === 2 ? `20${year}` : year}-${two(number)}-${two(Number(day))}`;
  return isDate(written) ? written : null;
}

function two(number) {
  return String(number).padStart(2, "0");
}
