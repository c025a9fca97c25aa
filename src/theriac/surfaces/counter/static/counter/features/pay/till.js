/** What a payment comes to while it is being entered: due, missing, change. Whole minor units. */
import {
  ChangeOnlyFromCash, PaymentMissing, cashPart, isFarAbove, settlePayments, suggestNotes,
} from "../../domain/payments.js";
import { giftFault, plainCode } from "./gift_card.js";
import { plainNumber } from "../../domain/credit.js";
import { eligible, maySpend, memberOf, pointsFault } from "../../domain/loyalty.js";
import { saleRounding } from "../../domain/tax.js";
import { sum } from "../../domain/rounding.js";

export const METHODS = [
  { code: "cash", icon: "cash-stack" },
  { code: "qr", icon: "qr-code" },
  { code: "card", icon: "credit-card" },
  { code: "transfer", icon: "bank" },
  { code: "credit", icon: "person-vcard" },
  { code: "points", icon: "star" },
  { code: "gift_card", icon: "gift" },
];

/** The ways of a sale: points where its member's can pay. */
export function methodsFor(state) {
  return METHODS.filter((method) => method.code !== "points" || maySpend(memberOf(state)));
}

/** What points may pay of a basket: its member, and the minor units that count; null where none do. */
export function pointsIn(state) {
  const member = memberOf(state);
  return maySpend(member) ? { member, eligible: eligible(member.program, state.assessed.lines) } : null;
}

/** The exact sum, and the next sums that people hand over in notes. */
export function suggestions(due, currency) {
  return due > 0 ? [due, ...suggestNotes(due, currency)] : [due];
}

/**
 * A payment as it begins: cash, the exact sum.
 * @param {object|null} checked the server's answer before payment
 * @param {object[]} rows what is paid already, as by goods that come back
 */
export function firstPayment(subtotal, words, checked, rows = []) {
  const empty = {
    rows, method: "cash", text: "", reference: "", credit: null, points: null, gift: null, error: null,
    charge: null, accounts: null,
    checked, saving: false, padded: false,
  };
  return { ...empty, text: words.amount(settle(empty, subtotal, words).due) };
}

/**
 * Where the payment stands with what is typed now.
 * @param {object} payment @param {number} subtotal the sum of the lines, before rounding
 * @returns {{total: number, rounding: number, due: number, typed: number|null, missing: number,
 *   change: number}} `due` is left for the method that is being entered
 */
export function settle(payment, subtotal, words) {
  const typed = payment.text.trim() === "" ? 0 : words.parseAmount(payment.text);
  const { country, cash_rounding: multiple } = words.place;
  const methods = [...payment.rows.map(asTender), { method: payment.method, amount: 0 }];
  const rounding = saleRounding(country, subtotal, cashPart(methods, multiple));
  const due = subtotal + rounding - sum(payment.rows.map((row) => row.tendered));
  const left = due - (typed ?? 0);
  return { total: subtotal + rounding, rounding, due, typed, missing: Math.max(left, 0), change: Math.max(-left, 0) };
}

/** The reference as it is kept: of a credit payment the account's number, of points the member's. */
export const referenceOf = ({ method, reference, points }) => (
  method === "credit" ? plainNumber(reference)
    : method === "points" ? points.member.number
      : method === "gift_card" ? plainCode(reference) : reference);

/** Why what is typed can't be paid in the way that is chosen; null where it can. */
export function faultOf(payment, typed, words) {
  if (payment.method === "points") return faultOfPoints(payment, typed, words);
  if (payment.method === "gift_card") return giftFault(payment, typed, words);
  return creditFault(payment, typed, words);
}

function faultOfPoints({ rows, points }, typed, { t, money, number }) {
  if (!typed) return null;
  if (rows.some((row) => row.method === "points")) return t("pay.points.once");
  const fault = points ? pointsFault(points.member, points.eligible, typed) : { key: "none" };
  return fault && t(`pay.points.${fault.key}`, {
    amount: money(fault.amount ?? 0), points: number(fault.points ?? 0),
  });
}

/** Why what is typed can't be charged to the account that was found; null where it can, or isn't to be. */
export function creditFault(payment, typed, words) {
  if (payment.method !== "credit" || !typed) return null;
  const { t, money } = words;
  const { credit } = payment;
  if (payment.rows.some((row) => row.method === "credit")) return t("pay.credit.once");
  if (!credit || credit.number !== plainNumber(payment.reference)) return t("pay.credit.number");
  if (credit.state !== "active") return t("pay.credit.blocked");
  if (typed <= credit.free || isApproved(payment, typed)) return null;
  return t("pay.credit.over", { amount: money(credit.free) });
}

/** What a second person may approve of a charge: so much on the account above its limit; null where nothing is. */
export function chargeToApprove({ method, credit, reference }, typed) {
  const isAsked = method === "credit" && credit?.state === "active" && !credit.alone && typed > credit.free;
  if (!isAsked || credit.number !== plainNumber(reference)) return null;
  return { account_id: credit.id, amount: typed, limit: credit.limit };
}

function isApproved(payment, typed) {
  const content = chargeToApprove(payment, typed);
  const given = payment.charge?.content;
  return Boolean(content && given) && Object.keys(content).every((name) => content[name] === given[name]);
}

/** The approval of what is charged above the limit, as the sale tells it; nothing for an ordinary sale. */
function chargeApproved({ charge }, payments) {
  const { content, ...given } = charge ?? {};
  const isCharged = payments.some((one) => one.method === "credit" && one.tendered - one.change === content?.amount);
  return isCharged ? { credit_approval: given } : {};
}

function asTender(row) {
  return { method: row.method, amount: row.tendered };
}

/**
 * The payments of the sale, or the sentence that says why they don't fit.
 * @returns {{payments?: object[], rounding?: number, total?: number, error?: string}}
 */
export function finish(payment, subtotal, words, newId) {
  const { t, money, place } = words;
  const till = settle(payment, subtotal, words);
  if (till.typed === null) return { error: t("pay.unreadable") };
  const isCash = payment.method === "cash";
  if (isCash && isFarAbove(till.typed, till.due, place.currency)) return { error: t("pay.too_much") };
  const fault = faultOf(payment, till.typed, words);
  if (fault) return { error: fault };
  const last = { method: payment.method, tendered: till.typed, reference: referenceOf(payment) };
  const rows = [...payment.rows, ...(till.typed > 0 ? [last] : [])];
  const restInCash = isCash && till.due === 0;
  const rounding = restInCash ? till.rounding
    : saleRounding(place.country, subtotal, cashPart(rows.map(asTender), place.cash_rounding));
  try {
    const settled = settlePayments(subtotal + rounding, rows.map(asTender));
    const payments = settled.map((paid, index) => (
      { id: rows[index].id ?? newId(), ...paid, reference: rows[index].reference ?? "" }));
    return { payments, rounding, total: subtotal + rounding, ...chargeApproved(payment, payments) };
  } catch (error) {
    if (error instanceof PaymentMissing) {
      return { error: t("pay.missing.text", { amount: money(till.missing || error.missing) }) };
    }
    if (error instanceof ChangeOnlyFromCash) return { error: t("pay.change_from_cash") };
    throw error;
  }
}
