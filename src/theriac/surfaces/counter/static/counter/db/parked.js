/** Baskets that wait on this device while another customer is served. */

const PREFIX = "parked:";

/**
 * Those that wait, the oldest first. One that was sold meanwhile, or that is being filled again
 * (`current`), doesn't wait any more.
 * @returns {Promise<{basket: object, parked_at: string}[]>}
 */
export async function readParked(db, current = null) {
  const rows = (await db.drafts.where("id").startsWith(PREFIX).toArray()).filter((row) => row.basket.id !== current);
  const sold = await db.sales.bulkGet(rows.map((row) => row.basket.id));
  const waiting = rows.filter((row, index) => !sold[index]);
  return waiting.sort((one, two) => (one.parked_at < two.parked_at ? -1 : 1))
    .map(({ basket, parked_at }) => ({ basket, parked_at }));
}

export async function writeParked(db, basket, parkedAt) {
  await db.drafts.put({ id: PREFIX + basket.id, basket, parked_at: parkedAt });
}

export async function dropParked(db, basketId) {
  await db.drafts.delete(PREFIX + basketId);
}
