/**
 * The amounts of a sale: lines, tax, rounding, total. Twin of the server's pricing/rules/sale.py;
 * the cases are contracts/vectors/sale_totals.json.
 *
 * @typedef {{price: import("./pricing.js").UnitPrice, quantity: number, tax_class: string,
 *   discount?: number, ceilings?: import("./pricing.js").Ceiling[]}} LineToPrice
 * @typedef {{gross: number, discount: number, taxable: number, tax: number, total: number,
 *   taxes: import("./countries/charging.js").Charge[]}} PricedLine
 */
import { findBreach, lineAmount } from "./pricing.js";
import { sum } from "./rounding.js";
import { lineTax, saleRounding } from "./tax.js";

/**
 * A line's amounts, each rounded once.
 * @param {string} country @param {LineToPrice} line
 * @param {import("./countries/charging.js").TaxContext} context
 * @returns {PricedLine}
 */
export function priceLine(country, line, context) {
  const gross = lineAmount(line.price, line.quantity);
  const discount = line.discount ?? 0;
  if (discount < 0 || discount > gross) throw new RangeError("a discount is at most the line");
  return { gross, discount, ...lineTax(country, gross - discount, line.tax_class, context) };
}

/** Each tax of each rate, added up over the lines, in the order in which they first occur. */
export function summedTaxes(lines) {
  const sums = [];
  for (const { code, rate_bp: rate, amount } of lines.flatMap((line) => line.taxes)) {
    const known = sums.find((one) => one.code === code && one.rate_bp === rate);
    if (known) known.amount += amount;
    else sums.push({ code, rate_bp: rate, amount });
  }
  return sums;
}

/**
 * The tax of a document by its whole rate: what it is on, and each tax; the highest rate first.
 * @param {{taxable: number, taxes: import("./countries/charging.js").Charge[]}[]} lines
 * @returns {{rate_bp: number, taxable: number, taxes: import("./countries/charging.js").Charge[]}[]}
 */
export function taxSummary(lines) {
  const rateOf = (line) => sum(line.taxes.map((tax) => tax.rate_bp));
  const rates = [...new Set(lines.map(rateOf))].sort((left, right) => right - left);
  return rates.map((rate) => {
    const own = lines.filter((line) => rateOf(line) === rate);
    return { rate_bp: rate, taxable: sum(own.map((line) => line.taxable)), taxes: summedTaxes(own) };
  });
}

/**
 * What priced lines add up to, with the country's rounding.
 * @param {string} country @param {PricedLine[]} lines
 * @param {{other: number, multiple: number}|null} cash see saleRounding
 */
export function totalSale(country, lines, cash = null) {
  const of = (field) => sum(lines.map((line) => line[field]));
  const subtotal = of("total");
  const rounding = saleRounding(country, subtotal, cash);
  return {
    gross: of("gross"), discount: of("discount"), taxable: of("taxable"), tax: of("tax"),
    taxes: summedTaxes(lines), rounding, total: subtotal + rounding,
  };
}

/**
 * The whole sale; `breaches` name the lines (position from 1) that are above their ceiling.
 * @param {string} country @param {LineToPrice[]} lines
 * @param {import("./countries/charging.js").TaxContext} context
 * @param {{other: number, multiple: number}|null} cash see saleRounding
 */
export function priceSale(country, lines, context, cash = null) {
  const priced = lines.map((line) => priceLine(country, line, context));
  const breaches = lines.flatMap((line, index) => {
    const breach = findBreach(priced[index].total, line.quantity, line.ceilings ?? []);
    return breach ? [{ position: index + 1, ...breach }] : [];
  });
  return { lines: priced, ...totalSale(country, priced, cash), breaches };
}
