/** Taxes at the rates that the pharmacy entered. */
import { charge, untaxed } from "./charging.js";

function ratesInForce(taxClass, context) {
  const latest = new Map();
  const rows = [...(context.rates ?? [])].sort((one, other) => (
    one.valid_from < other.valid_from ? -1 : Number(one.valid_from > other.valid_from)));
  for (const row of rows) {
    const holds = row.tax_class === taxClass && row.valid_from <= context.on;
    if (holds) latest.set(row.code, row.rate_bp);
  }
  return [...latest].filter(([, rate]) => rate);
}

/**
 * @param {number} amount @param {string} taxClass
 * @param {import("./charging.js").TaxContext} context
 */
export function lineTax(amount, taxClass, context) {
  if (!context.registered || taxClass === "exempt") return untaxed(amount);
  return charge(amount, ratesInForce(taxClass, context), context.inclusive);
}
