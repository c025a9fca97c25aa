/**
 * Payments of a sale: they cover it exactly, and change comes only from cash. Twin of the server's
 * pricing/rules/payments.py; the cases are contracts/vectors/payments.json.
 *
 * @typedef {{method: "cash"|"card"|"transfer"|"qr"|"credit"|"points", amount: number}} Tender
 */
import { sum } from "./rounding.js";

export const METHODS = ["cash", "card", "transfer", "qr", "credit", "points", "gift_card"];

/** The payments don't reach the total by `missing`. */
export class PaymentMissing extends Error {
  constructor(missing) {
    super(`missing ${missing}`);
    this.missing = missing;
  }
}

/** `excess` would have to be given back from what isn't cash. */
export class ChangeOnlyFromCash extends Error {
  constructor(excess) {
    super(`excess ${excess}`);
    this.excess = excess;
  }
}

/** How a sale is paid, as cash rounding asks; null when no cash is in it. */
export function cashPart(tenders, multiple) {
  if (!tenders.some((tender) => tender.method === "cash")) return null;
  const others = tenders.filter((tender) => tender.method !== "cash");
  return { other: sum(others.map((tender) => tender.amount)), multiple };
}

/**
 * The payments with their change, taken from the last cash first.
 * @param {number} total @param {Tender[]} tenders each above zero
 * @returns {{method: string, tendered: number, change: number}[]}
 */
export function settlePayments(total, tenders) {
  if (total < 0 || tenders.some((tender) => tender.amount <= 0)) {
    throw new RangeError("a tender is above zero and a total not below it");
  }
  let change = sum(tenders.map((tender) => tender.amount)) - total;
  if (change < 0) throw new PaymentMissing(-change);
  const settled = tenders.map(({ method, amount }) => ({ method, tendered: amount, change: 0 }));
  for (const payment of [...settled].reverse()) {
    if (payment.method === "cash") payment.change = Math.min(change, payment.tendered);
    change -= payment.change;
  }
  if (change) throw new ChangeOnlyFromCash(change);
  return settled;
}

const NOTES = {
  IDR: [1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000],
  INR: [1000, 2000, 5000, 10_000, 20_000, 50_000],
  USD: [100, 500, 1000, 2000, 5000, 10_000],
  EUR: [500, 1000, 2000, 5000, 10_000, 20_000],
  CHF: [500, 1000, 2000, 5000, 10_000, 20_000],
  JPY: [500, 1000, 5000, 10_000],
  KWD: [250, 500, 1000, 5000, 10_000, 20_000],
};

const MOST_NOTES = 20;

/** More cash than people have at hand for what is due: a code scanned into the field, or a slip. */
export function isFarAbove(amount, due, currency) {
  return amount > due + MOST_NOTES * NOTES[currency].at(-1);
}

/** Up to three sums that a customer may hand over in few notes for what is due, rising. */
export function suggestNotes(due, currency) {
  const notes = NOTES[currency];
  const sums = notes
    .filter((note) => note * MOST_NOTES >= due || note === notes.at(-1))
    .map((note) => due + ((note - (due % note)) % note))
    .filter((one) => one > due);
  return [...new Set(sums)].sort((one, other) => one - other).slice(0, 3);
}
