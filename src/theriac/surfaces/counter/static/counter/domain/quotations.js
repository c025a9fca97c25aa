/** A quotation in a basket: what was promised, and what comes off today's price for it. Pure. */

/** @typedef {{product_id: string, pack_id: string, packs: number, promised: number}} QuotedLine minor units */

/**
 * Whether a text looks like the number of a quotation of this branch, such as MLT-QT-26-000012.
 * @param {string} text @param {string} branchCode
 */
export function looksLikeQuotation(text, branchCode) {
  const code = branchCode.trim().toUpperCase();
  return code !== "" && new RegExp(`^${code}-QT-\\d\\d-\\d{6}$`).test(text.trim().toUpperCase());
}

/**
 * What comes off a line so that it costs what was promised; null where it isn't less than the line. `promised`
 * and `today` are of the whole line.
 * @returns {import("./discounts.js").Discount|null}
 */
export function promiseOf(promised, today, reason) {
  return today > promised ? { kind: "amount", value: today - promised, reason, promised: true } : null;
}

/** What of a basket is quoted: whole packs, with what was taken off each line. @param {object[]} rows assessed lines */
export function itemsToQuote(rows) {
  return rows.map(({ line, off }) => ({
    product_id: line.product_id, pack_id: line.pack_id, packs: line.packs, discount: off,
  }));
}

const MOST_DAYS = 90;

/** A whole number of days from what was typed, or null. @param {string} text */
export function daysTyped(text) {
  const days = /^\d{1,3}$/.test(text.trim()) ? Number(text.trim()) : null;
  return days !== null && days <= MOST_DAYS ? days : null;
}
