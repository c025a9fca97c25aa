/**
 * Discounts that a person gives on a line, and the approval that one above the limit needs. Pure.
 *
 * @typedef {{kind: "rate"|"amount", value: number, reason: string, promised?: true}} Discount basis points, or
 *   minor units off the whole line; `promised`: what is left of the line was promised, and is final
 * @typedef {{id: string, approved_by: string, approved_at: string, reason: string, sealed: string,
 *   content: {sale_id: string, lines: object[]}}} Approval `sealed` is "" where the server has it
 */
import { isOverLimit, percentDiscount, shareDiscount } from "./pricing.js";
import { sum } from "./rounding.js";

const HOLDS_MS = 9 * 60_000; // the server takes ten minutes

/**
 * What comes off each part of a line: percent of the whole line or an amount, shared out over the
 * parts exactly; more than the line costs takes all of it, and is told as a problem.
 * @param {Discount|null|undefined} discount @param {number[]} grosses @returns {number[]}
 */
export function discountShares(discount, grosses) {
  if (!discount) return grosses.map(() => 0);
  const gross = sum(grosses);
  const off = discount.kind === "rate" ? percentDiscount(gross, discount.value) : Math.min(discount.value, gross);
  return shareDiscount(off, grosses);
}

/** Whether an amount is more than the whole line. */
export function isTooMuch(discount, grosses) {
  return discount?.kind === "amount" && discount.value > sum(grosses);
}

/**
 * Up to where who sells asks nobody: the highest of everybody's limit and those of their roles; null,
 * no limit, is above all. Basis points.
 * @param {{limit_bp: number|null, roles?: Record<string, number|null>}|null|undefined} limits
 * @param {string[]} [roles]
 */
export function limitFor(limits, roles = []) {
  if (!limits) return null;
  const byRole = limits.roles ?? {};
  const held = [limits.limit_bp, ...roles.filter((role) => role in byRole).map((role) => byRole[role])];
  return held.includes(null) ? null : Math.max(...held);
}

/** Exactly what somebody approves of a basket: its lines above the limit; null where there is none. */
export function contentToApprove(saleId, rows, limitBp) {
  const lines = rows.filter((row) => isAbove(row, limitBp)).map((row) => ({
    product_id: row.product.id, quantity: sum(row.parts.map((part) => part.quantity)), ...amountsOf(row),
  }));
  return lines.length ? { sale_id: saleId, lines } : null;
}

/** Whether a line's discount is above the limit, whatever parts it was split into by price. */
export function isAbove(row, limitBp) {
  const { gross, discount } = amountsOf(row);
  return discount > 0 && isOverLimit(gross, discount, limitBp);
}

function amountsOf(row) {
  // without what a promotion gave: that is nobody's own discount
  const of = (field) => sum(row.parts.map((part) => (part.priced?.[field] ?? 0) - (part.promotion?.off ?? 0)));
  return { gross: of("gross"), discount: of("discount") };
}

/** Whether the approval is one of this content, and not too old. @param {string} now an instant */
export function approvalHolds(approval, content, now) {
  if (!approval || JSON.stringify(approval.content) !== JSON.stringify(content)) return false;
  const age = Date.parse(now) - Date.parse(approval.approved_at);
  return age >= 0 && age < HOLDS_MS;
}
