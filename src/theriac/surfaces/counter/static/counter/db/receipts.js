/** Receipts of this device: its own sales, found by what a customer can tell. */
import { readWaiting } from "./sales.js";

const LISTED = 20;

/** The newest sales of this device that fit: a part of the number, a day, a total, a product; of all or of some. */
export async function readOwnReceipts(db, sought, among = null) {
  const { number = "", on = null, total = null, product_id: productId = null } = sought;
  const wanted = number.toUpperCase();
  return db.sales.orderBy("occurred_at").reverse().filter((sale) => (
    (!among || among.has(sale.id)) && sale.number.includes(wanted) && (!on || sale.business_on === on)
    && (total === null || sale.total === total)
    && (!productId || sale.lines.some((line) => line.product_id === productId)))).limit(LISTED).toArray();
}

/** Those of them that the server didn't book. */
export async function readWaitingReceipts(db, sought) {
  const waiting = await db.deliveries.where("state").noneOf(["acknowledged"]).primaryKeys();
  return waiting.length ? readOwnReceipts(db, sought, new Set(waiting)) : [];
}

/** A sale that this device keeps, `waits` where the server didn't book it; null for any other. */
export async function readOwnReceipt(db, saleId) {
  const sale = await db.sales.get(saleId);
  return sale ? { sale, waits: await readWaiting(db, saleId) !== null } : null;
}
