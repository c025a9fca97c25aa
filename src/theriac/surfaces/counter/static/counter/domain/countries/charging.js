/**
 * The arithmetic of tax that countries share. Each tax is rounded once, on the line, halves up.
 *
 * @typedef {{code: string, rate_bp: number, amount: number}} Charge
 * @typedef {{taxable: number, taxes: Charge[], tax: number, total: number}} LineTax
 * @typedef {{on: string, registered: boolean, inclusive: boolean, supplier_state?: string,
 *   place_of_supply?: string,
 *   rates?: {tax_class: string, code: string, rate_bp: number, valid_from: string}[]}} TaxContext
 */
import { ratioHalfUp, sum } from "../rounding.js";

export const WHOLE = 10_000;

/** A line that bears no tax. @returns {LineTax} */
export function untaxed(amount) {
  return { taxable: amount, taxes: [], tax: 0, total: amount };
}

/**
 * The line when each rate is charged on the amount after discount: inside it, tax first, so that
 * the customer pays exactly the amount; or on top.
 * @param {number} amount @param {[string, number][]} rates code and basis points
 * @param {boolean} inclusive @returns {LineTax}
 */
export function charge(amount, rates, inclusive) {
  const whole = inclusive ? WHOLE + sum(rates.map(([, rate]) => rate)) : WHOLE;
  const taxes = rates.map(([code, rate]) => (
    { code, rate_bp: rate, amount: ratioHalfUp([amount, rate], [whole]) }));
  const tax = sum(taxes.map((one) => one.amount));
  const taxable = inclusive ? amount - tax : amount;
  return { taxable, taxes, tax, total: taxable + tax };
}
