/**
 * What accounts may be charged without the network: `credit` has the amounts by number as the server last told
 * them, less what this device charged since, and when that was.
 */
import { readValue, writeValue } from "./device.js";

const KEY = "credit";

/** @returns {Promise<number|null>} what is free of an account; null for one that isn't known here */
export async function readFree(db, number) {
  return (await readValue(db, KEY))?.free?.[number] ?? null;
}

/**
 * Take the server's word, less what sales charge that it hasn't booked: a sale that is committed meanwhile is
 * among them, or lowers what was kept.
 * @param {(db: object) => Promise<{sale: object}[]>} readUnsent
 */
export async function keepFree(db, { at, free }, readUnsent) {
  await db.transaction("rw", db.device, db.sales, db.deliveries, async () => {
    const unsent = (await readUnsent(db)).map((row) => row.sale);
    await writeValue(db, KEY, { at, free: lessCharged(free, unsent) });
  });
}

/** A sale was committed: what it charged isn't free any more. Inside the caller's transaction. */
export async function lowerFree(db, sale) {
  if (!(sale.payments ?? []).some((payment) => payment.method === "credit")) return;
  const kept = await readValue(db, KEY);
  if (kept) await writeValue(db, KEY, { ...kept, free: lessCharged(kept.free, [sale]) });
}

function lessCharged(free, sales) {
  const left = { ...free };
  for (const { method, reference, tendered, change } of sales.flatMap((sale) => sale.payments ?? [])) {
    if (method === "credit" && reference in left) left[reference] = Math.max(0, left[reference] - tendered + change);
  }
  return left;
}
