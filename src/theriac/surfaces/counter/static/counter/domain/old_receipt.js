/**
 * An older receipt, from the server's answer (docs/counter-protocol.md) to the sale that the paper is drawn from.
 * Pure.
 */
import { lineAmount } from "./pricing.js";
import { summedTaxes } from "./totals.js";

/**
 * @param {object} answer of `POST receipt`
 * @param {{classes: object, receipt: {forms: {untaxed: object|null}}}} settings
 */
export function saleOfReceipt(answer, settings) {
  const taxes = summedTaxes(answer.lines);
  return {
    ...answer,
    paper: {
      lines: Object.fromEntries(answer.lines.map((line) => [line.id, paperOf(line, settings)])),
      person: answer.person, terminal: answer.terminal, taxes, inclusive: answer.inclusive,
      form: taxes.length || !settings.receipt.forms.untaxed ? "taxed" : "untaxed",
    },
  };
}

function paperOf(line, settings) {
  const printed = settings.classes[line.legal_class];
  return {
    name: line.product, pack: line.pack, hsn: line.hsn, mark: printed?.on_receipt ? printed.mark : "",
    unit_price: lineAmount({ amount: line.price_amount, units: line.price_units }, line.pack.factor),
    batches: line.batches,
  };
}

/**
 * Whether a text looks like the number of a receipt of this branch: its code in front, digits behind.
 * @param {string} text @param {string} branchCode
 */
export function looksLikeReceipt(text, branchCode) {
  const code = branchCode.trim().toUpperCase();
  const number = text.toUpperCase();
  return code !== "" && number.startsWith(code) && /^[A-Z0-9]+[-/][A-Z0-9/-]*\d{5,}$/.test(number);
}
