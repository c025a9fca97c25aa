/**
 * Goods that come back without their receipt, as a form has them: batch by batch, at most what customers have, for
 * at most the lowest recent price. The server decides (docs/counter-protocol.md). Pure; whole minor and base units.
 */
import { CONDITIONS } from "./credit_note.js";
import { ratioDown } from "./rounding.js";

/** A batch of the server's answer as a row of the form. */
export const rowOfBatch = (batch) => ({ ...batch, units: "", amount: "", isTyped: false, condition: CONDITIONS[0] });

const unitsOf = (row) => (/^[0-9]{1,9}$/.test(row.units.trim()) ? Number(row.units) : 0);

/** The most that is refunded for the units of a row; 0 where its product wasn't sold lately. */
export const mostOf = (row) => (
  row.price_amount === null ? 0 : ratioDown([row.price_amount, unitsOf(row)], [row.price_units]));

/** A row with its units; the refund follows them until somebody types another. */
export function withUnits(row, units, amountText) {
  const changed = { ...row, units };
  return row.isTyped ? changed : { ...changed, amount: unitsOf(changed) ? amountText(mostOf(changed)) : "" };
}

/**
 * What is wrong with the rows, by batch and field; `""` where there is none.
 * @param {(text: string) => number|null} parseAmount
 * @returns {Record<string, {units?: string, amount?: string}|string>}
 */
export function wrongBrought(rows, parseAmount) {
  if (!rows.length) return { "": "unreceipted.nothing" };
  const found = {};
  for (const row of rows) {
    const units = unitsOf(row);
    const amount = parseAmount(row.amount);
    const wrong = {
      ...(units >= 1 && units <= row.left ? {} : { units: "return.units.wrong" }),
      ...(amount !== null && amount >= 0 && amount <= mostOf(row) ? {} : { amount: "unreceipted.amount.wrong" }),
    };
    if (Object.keys(wrong).length) found[row.batch_id] = wrong;
  }
  return found;
}

/** What the server is asked about. */
export function broughtGoods({ rows, reason, note }, parseAmount) {
  return {
    reason, note: note.trim(),
    lines: rows.map((row) => ({
      batch_id: row.batch_id, quantity: unitsOf(row), amount: parseAmount(row.amount), condition: row.condition,
    })),
  };
}
