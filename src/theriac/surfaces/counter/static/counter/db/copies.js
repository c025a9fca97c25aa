/** Copies of this device's own receipts that the server hasn't recorded yet. */
import { readValue, writeValue } from "./device.js";

const KEY = "copies";

/** @returns {Promise<{id: string, sale_id: string, person_id: string, taken_at: string}[]>} */
export async function readCopies(db) {
  return (await readValue(db, KEY)) ?? [];
}

export async function noteCopy(db, copy) {
  await db.transaction("rw", db.device, async () => {
    await writeValue(db, KEY, [...await readCopies(db), copy]);
  });
}

/** Those whose sale the server booked: the others are told once it did. */
export async function readCopiesToSend(db) {
  const copies = await readCopies(db);
  if (!copies.length) return [];
  const deliveries = await db.deliveries.bulkGet(copies.map((copy) => copy.sale_id));
  return copies.filter((copy, index) => !deliveries[index] || deliveries[index].state === "acknowledged");
}

export async function dropCopies(db, ids) {
  await db.transaction("rw", db.device, async () => {
    await writeValue(db, KEY, (await readCopies(db)).filter((copy) => !ids.includes(copy.id)));
  });
}
