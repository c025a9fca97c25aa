/** GST, GSTIN and GSTR-1's sections. Twin of the server's countries/india; sources stand there. */
import { roundToMultiple } from "../rounding.js";
import { charge, untaxed } from "./charging.js";
import { rowInForce } from "./dated.js";
import { STATUTES } from "./statutes.js";

const LAW = STATUTES.in;
const PAISE = 100;
const BY_HEADING = [["3822", "device"], ["30", "standard"], ["90", "device"], ["33", "cosmetic"]];

/** The whole GST rate of a class on a day, in basis points. */
export function rateBp(taxClass, on) {
  const rows = LAW.rates[taxClass];
  if (!rows) throw new RangeError(`no tax class ${taxClass}`);
  return rowInForce(rows, on).rate_bp;
}

/** The class that a substance or an HSN code tells, or null. */
export function classOf(substance, hsn = "") {
  const name = substance.toLowerCase().split(/\s+/).filter(Boolean).join(" ");
  if (LAW.named_nil_was_5.includes(name)) return "named_nil_was_5";
  if (LAW.named_nil.includes(name)) return "named_nil";
  return BY_HEADING.find(([heading]) => hsn.startsWith(heading))?.[1] ?? null;
}

/** The State on the invoice, the supplier's where none is recorded. */
export function placeOfSupply(supplierState, recordedState) {
  return recordedState || supplierState;
}

function isInterState(supplierState, place) {
  return Boolean(place) && place !== supplierState;
}

/** GST at a whole rate on paise after discount; nil charges nothing. */
export function taxAt(amount, rate, { interState, inclusive }) {
  if (rate === 0) return untaxed(amount);
  const rates = interState ? [["IGST", rate]] : [["CGST", rate / 2], ["SGST", rate / 2]];
  return charge(amount, rates, inclusive);
}

/**
 * @param {number} amount @param {string} taxClass
 * @param {import("./charging.js").TaxContext} context
 */
export function lineTax(amount, taxClass, context) {
  const rate = rateBp(taxClass, context.on);
  if (!context.registered) return untaxed(amount);
  const supplier = context.supplier_state ?? "";
  const place = placeOfSupply(supplier, context.place_of_supply);
  const interState = isInterState(supplier, place);
  return taxAt(amount, rate, { interState, inclusive: context.inclusive });
}

/** The round-off of the bill to the rupee, however it is paid. */
export function saleRounding(total) {
  return roundToMultiple(total, PAISE) - total;
}

/**
 * Place of supply, taxes and section of GSTR-1; values in paise.
 * @param {{document: "INV"|"CRN", on: string, supplier_state: string, recorded_state: string|null,
 *   buyer_gstin: string|null, value: number, original_value: number|null, all_nil: boolean}} supply
 */
export function placement(supply) {
  const place = placeOfSupply(supply.supplier_state, supply.recorded_state);
  const interState = isInterState(supply.supplier_state, place);
  return {
    place_of_supply: place,
    tax: interState ? "IGST" : "CGST+SGST",
    section: section(supply, interState),
  };
}

function section(supply, interState) {
  const note = supply.document === "CRN";
  if (supply.all_nil) return "NIL";
  if (supply.buyer_gstin) return note ? "CDNR" : "B2B";
  const value = note ? supply.original_value : supply.value;
  const { above } = rowInForce(LAW.large_consumer_invoice, supply.on);
  if (interState && value !== null && value > above) return note ? "CDNUR" : "B2CL";
  return "B2CS";
}

const ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const GSTIN = /^[0-9]{2}[A-Z]{5}[0-9]{4}[A-Z][1-9A-Z]Z[0-9A-Z]$/;

/** The GSTIN in capitals, spaces set aside; null when it isn't one. */
export function readGstin(text) {
  const number = text.replace(/\s/g, "").toUpperCase();
  if (!GSTIN.test(number) || !(number.slice(0, 2) in LAW.states)) return null;
  const total = [...number.slice(0, 14)].reverse().reduce((whole, character, place) => {
    const product = ALPHABET.indexOf(character) * (place % 2 ? 1 : 2);
    return whole + Math.floor(product / 36) + (product % 36);
  }, 0);
  return ALPHABET[(36 - (total % 36)) % 36] === number[14] ? number : null;
}
