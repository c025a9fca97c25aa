/** PPN and HET. Twin of the server's countries/indonesia; sources stand there. */
import { ratioHalfUp, roundToMultiple } from "../rounding.js";
import { WHOLE, untaxed } from "./charging.js";
import { rowInForce } from "./dated.js";
import { STATUTES } from "./statutes.js";

/**
 * PPN on a price, or inside a retail price, in whole rupiah; other_tax_base is DPP nilai lain.
 * @param {number} amount @param {string} on @param {boolean} inclusive
 */
export function ppn(amount, on, inclusive) {
  const row = rowInForce(STATUTES.id.ppn, on);
  const tax = row.rate_bp * row.base_numerator;
  const whole = WHOLE * row.base_denominator;
  const price = inclusive ? ratioHalfUp([amount, whole], [whole + tax]) : amount;
  const charged = inclusive ? amount - price : ratioHalfUp([price, tax], [whole]);
  return {
    price,
    other_tax_base: ratioHalfUp([price, row.base_numerator], [row.base_denominator]),
    rate_bp: row.rate_bp,
    effective_bp: ratioHalfUp([row.rate_bp, row.base_numerator], [row.base_denominator]),
    ppn: charged,
    total: price + charged,
  };
}

/**
 * @param {number} amount @param {string} taxClass
 * @param {import("./charging.js").TaxContext} context
 */
export function lineTax(amount, taxClass, context) {
  if (taxClass === "exempt" || !context.registered) return untaxed(amount);
  const result = ppn(amount, context.on, context.inclusive);
  const charged = { code: "PPN", rate_bp: result.effective_bp, amount: result.ppn };
  return { taxable: result.price, taxes: [charged], tax: result.ppn, total: result.total };
}

/** HET from HNA, rounded once; PPN is first added to a HNA without it. */
export function highestRetailPrice(hna, on, includesPpn) {
  const numerators = [hna, WHOLE + rowInForce(STATUTES.id.het_service, on).service_bp];
  const denominators = [WHOLE];
  if (!includesPpn) {
    const row = rowInForce(STATUTES.id.ppn, on);
    const whole = WHOLE * row.base_denominator;
    numerators.push(whole + row.rate_bp * row.base_numerator);
    denominators.push(whole);
  }
  return ratioHalfUp(numerators, denominators);
}

/** Cash rounding of the part paid in cash; off at a multiple of 0 or 1. */
export function saleRounding(total, cash) {
  if (!cash || cash.multiple <= 1) return 0;
  const due = total - cash.other;
  return due > 0 ? roundToMultiple(due, cash.multiple) - due : 0;
}
