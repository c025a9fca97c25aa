/**
 * The tax on a line and the rounding of a sale, by country. The cases are contracts/vectors/
 * in_gst_*.json, id_ppn.json, in_place_of_supply_gstr1.json and sale_totals.json.
 */
import * as generic from "./countries/generic.js";
import * as india from "./countries/india.js";
import * as indonesia from "./countries/indonesia.js";
import { STATUTES } from "./countries/statutes.js";

const COUNTRIES = {
  id: indonesia,
  in: india,
  generic: { lineTax: generic.lineTax, saleRounding: () => 0 },
};

/** What a program needs to know of a country: classes, exceptions, licences, forms, tables. */
export function factsOf(country) {
  const facts = STATUTES[country];
  if (!facts) throw new RangeError(`no country ${country}`);
  return facts;
}

/**
 * The tax on a line of `amount` minor units after discount.
 * @param {string} country @param {number} amount @param {string} taxClass
 * @param {import("./countries/charging.js").TaxContext} context
 * @returns {import("./countries/charging.js").LineTax}
 */
export function lineTax(country, amount, taxClass, context) {
  if (!factsOf(country).tax_classes.includes(taxClass)) {
    throw new RangeError(`no tax class ${taxClass}`);
  }
  return COUNTRIES[country].lineTax(amount, taxClass, context);
}

/**
 * What is added to the lines' total (or taken) to make the sum that is paid.
 * @param {string} country @param {number} total
 * @param {{other: number, multiple: number}|null} cash how it is paid, null while that is unknown
 *   or without cash; `other` isn't cash, `multiple` is the least sum in coins (0, 1: none)
 */
export function saleRounding(country, total, cash = null) {
  factsOf(country);
  return COUNTRIES[country].saleRounding(total, cash);
}
