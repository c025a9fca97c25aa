/** Baskets that wait, and those that other counters parked. */
import { emptyBasket } from "./basket.js";

/** Now, or just after what is known: a device's clock may be behind another's. @returns {string} */
export function changedAfter(nowMs, before = null) {
  return new Date(Math.max(nowMs, before ? Date.parse(before) + 1 : 0)).toISOString();
}

/**
 * The goods of a basket as a basket of its own. What belongs to the other one alone isn't in it: patient,
 * prescriptions and what is sold on them, reserved goods, approvals, answers to alerts, what a quotation promised.
 * @param {() => string} newId of a line @param {string} id of the basket
 */
export function copyOf(basket, newId, id) {
  const lines = basket.lines.filter((line) => !line.prescription).map((line) => ({
    id: newId(), product_id: line.product_id, pack_id: line.pack_id, packs: line.packs, pin: null, pin_reason: "",
    ground_id: null, price: line.price, serials: line.serials ?? [],
    ...(line.discount && !line.discount.promised ? { discount: line.discount } : {}),
  }));
  return { ...emptyBasket(id), lines, selected: lines.at(-1)?.id ?? null };
}

/** What of the branch's baskets isn't here already: neither filled, nor waiting, nor sold on this device. */
export function elsewhere(rows, here) {
  return rows.filter((row) => !here.has(row.id));
}
