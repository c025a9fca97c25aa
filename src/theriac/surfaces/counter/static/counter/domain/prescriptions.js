/**
 * Until when a prescription may be dispensed. Twin of the server's countries/prescriptions.py: rows
 * by legal class, and the pharmacy's own days where the law names none.
 */
import { STATUTES } from "./countries/statutes.js";
import { dayAfter } from "./dates.js";

/**
 * The days that hold for a class on a day, or null where nothing is asked of its prescriptions.
 * @param {string} country @param {string} legalClass @param {string} on @param {number} ownDays
 */
export function daysValid(country, legalClass, on, ownDays) {
  const row = STATUTES[country].prescriptions.findLast(
    (one) => one.legal_class === legalClass && one.valid_from <= on);
  return row ? (row.days ?? ownDays) : null;
}

/**
 * Why nothing is dispensed on a prescription's date today, or null.
 * @param {string|null} writtenOn @param {string} today @param {number|null} days
 * @returns {{fault: "undated"|"future"|"too_old", until: string|null}|null}
 */
export function paperFault(writtenOn, today, days) {
  if (!writtenOn) return { fault: "undated", until: null };
  if (writtenOn > today) return { fault: "future", until: null };
  if (days === null) return null;
  const until = dayAfter(writtenOn, days);
  return until < today ? { fault: "too_old", until } : null;
}
