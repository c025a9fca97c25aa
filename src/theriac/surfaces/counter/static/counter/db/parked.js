/**
 * Baskets that wait on this device while another customer is served. `told` is the `changed_at` under which the
 * server lets it wait for any counter of the branch, null before; `telling` that the server may have it.
 */
import { dropDraft, readValue, writeDraft, writeValue } from "./device.js";

const PREFIX = "parked:";
const FETCHED = "fetched";
const FETCHED_KEPT = 200;

/**
 * Those that wait, the oldest first. One that was sold meanwhile, or that is being filled again
 * (`current`), doesn't wait any more.
 * @returns {Promise<{basket: object, parked_at: string, parked_by: string|null, changed_at: string,
 *   told: string|null, telling: boolean}[]>} `parked_by`: a person's id
 */
export async function readParked(db, current = null) {
  const rows = (await db.drafts.where("id").startsWith(PREFIX).toArray()).filter((row) => row.basket.id !== current);
  const sold = await db.sales.bulkGet(rows.map((row) => row.basket.id));
  const waiting = rows.filter((row, index) => !sold[index]);
  return waiting.sort((one, two) => (one.parked_at < two.parked_at ? -1 : 1))
    .map(({ basket, parked_at, parked_by = null, changed_at = parked_at, told = null, telling = false }) => (
      { basket, parked_at, parked_by, changed_at, told, telling }));
}

/**
 * Another basket is filled from now on: `parked` waits (null: it was empty), `next` doesn't any more. All of
 * it in one transaction, so that no crash loses a basket or has it twice.
 */
export async function exchangeBaskets(db, parked, next) {
  await db.transaction("rw", db.drafts, async () => {
    if (parked) await db.drafts.put({ id: PREFIX + parked.basket.id, ...parked });
    if (next.lines.length) await writeDraft(db, next);
    else await dropDraft(db);
    await db.drafts.delete(PREFIX + next.id);
  });
}

/** Give one that waits another name, sealed; one that doesn't wait any more has none to change. */
export async function renameParked(db, basketId, name, changedAt) {
  await db.drafts.where("id").equals(PREFIX + basketId).modify((row) => {
    row.basket = { ...row.basket, name };
    row.changed_at = changedAt;
  });
}

/** Remember how far one that waits is known to the server: `{telling}` or `{told}`. */
export async function markParked(db, basketId, changes) {
  await db.drafts.where("id").equals(PREFIX + basketId).modify((row) => { Object.assign(row, changes); });
}

/** Baskets that this device fetched through the server: each is its own since, whatever became of it here. */
export async function readFetched(db) {
  return (await readValue(db, FETCHED)) ?? [];
}

export async function noteFetched(db, basketId) {
  await db.transaction("rw", db.device, async () => {
    await writeValue(db, FETCHED, [...await readFetched(db), basketId].slice(-FETCHED_KEPT));
  });
}

/** It doesn't wait here any more: another counter has it, or it waited too long. */
export async function dropParked(db, basketId) {
  await db.drafts.delete(PREFIX + basketId);
}
