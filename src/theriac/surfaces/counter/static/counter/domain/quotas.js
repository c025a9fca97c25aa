/** How much of a product may be sold without the network, and what of a basket is beyond it. Pure. */
import { approvalHolds } from "./discounts.js";
import { isService } from "./lifecycle.js";

/**
 * What is left of a quota. @returns {{left: number, over: boolean, unheard: boolean, batches: object[]}|null}
 *   null: no other counter sells here; `over`: its time is over; `unheard`: the server told none
 *   yet, so that nobody knows who else sells
 * @param {{lease: string|null, valid_until: string|null, limited: boolean}} around
 * @param {{quantity: number}|undefined} row @param {number} unsent @param {string} now an instant
 */
export function leftOf(around, row, unsent, now) {
  if (!around.lease) return { left: 0, over: false, unheard: true, batches: [] };
  if (Date.parse(around.valid_until) <= Date.parse(now)) return { left: 0, over: true, unheard: false, batches: [] };
  if (!around.limited) return null;
  return {
    left: Math.max(0, (row?.quantity ?? 0) - unsent), over: false, unheard: false, batches: row?.batches ?? [],
  };
}

/**
 * Batches for a quantity: first what is kept for the basket, then what the quota holds of each, so
 * that two counters without network never take the same box, then the rest of each in their order.
 * @param {{id: string, quantity: number, pending?: number}[]} order
 * @param {{batches: {batch_id: string, quantity: number}[]}|null} quota
 * @param {{pinned?: object|null, kept?: Map<string, number>}} [first]
 */
export function takeByQuota(order, quantity, quota, { pinned = null, kept = new Map() } = {}) {
  const own = new Map((quota?.batches ?? []).map((one) => [one.batch_id, one.quantity]));
  const units = new Map();
  let missing = quantity;
  const take = (batch, most) => {
    const part = Math.min(missing, most, batch.quantity - (units.get(batch) ?? 0));
    if (part <= 0) return;
    units.set(batch, (units.get(batch) ?? 0) + part);
    missing -= part;
  };
  if (pinned) take(pinned, pinned.quantity);
  for (const batch of order) take(batch, (kept.get(batch.id) ?? 0) - (batch.earlier ?? 0));
  for (const batch of order) take(batch, (own.get(batch.id) ?? 0) - (batch.pending ?? 0) - (batch.earlier ?? 0));
  for (const batch of order) take(batch, batch.quantity);
  const parts = order.filter((batch) => units.has(batch))
    .map((batch) => ({ batch, quantity: units.get(batch), opened: batch.opened }));
  return { parts, missing };
}

/** Units of each product beyond its quota, as somebody approves them; null where there are none. */
export function beyondQuota(saleId, rows, quotaOf) {
  const asked = new Map();
  for (const row of rows) {
    const units = row.quantity - (row.found ?? 0) - (row.kept ?? 0); // what is kept for it is nobody's quota
    if (!row.parts.length || isService(row.product)) continue;
    asked.set(row.product.id, (asked.get(row.product.id) ?? 0) + units);
  }
  const beyond = [...asked].flatMap(([id, units]) => {
    const quota = quotaOf(id);
    const quantity = quota ? units - quota.left : 0;
    return quantity > 0 ? [{ product_id: id, quantity }] : [];
  });
  return beyond.length ? { sale_id: saleId, beyond } : null;
}

/** The problems, by the position of the first line of each product beyond its quota. */
export function quotaProblems(content, rows, approval, quotaOf, now) {
  const found = new Map();
  if (!content || approvalHolds(approval, content, now)) return found;
  for (const { product_id: id, quantity } of content.beyond) {
    const index = rows.findIndex((row) => row.product.id === id);
    const quota = quotaOf(id);
    found.set(index, {
      kind: "beyond_quota", level: "stop", quantity, left: quota.left, over: quota.over, unheard: quota.unheard,
      lineId: rows[index].line.id, position: index + 1,
    });
  }
  return found;
}
