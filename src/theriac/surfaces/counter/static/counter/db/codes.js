/** Codes that nobody knows, kept for the office here and not yet told to the server. */
import { readValue, writeValue } from "./device.js";

const KEY = "codes";
const TODAY = "codes_today";
export const MOST_A_DAY = 100;

/** @returns {Promise<{id: string, code: string, note: string, person_id: string, seen_at: string}[]>} */
export async function readCodes(db) {
  return (await readValue(db, KEY)) ?? [];
}

/**
 * Keep it, unless the device kept as many as it may on one day, or as many wait.
 * @param {string} day the branch's date @returns {Promise<boolean>} whether it is kept
 */
export async function noteCode(db, kept, day) {
  return db.transaction("rw", db.device, async () => {
    const waiting = await readCodes(db);
    const counted = await readValue(db, TODAY);
    const today = counted?.day === day ? counted.count : 0;
    if (waiting.length >= MOST_A_DAY || today >= MOST_A_DAY) return false;
    await writeValue(db, TODAY, { day, count: today + 1 });
    await writeValue(db, KEY, [...waiting, kept]);
    return true;
  });
}

export async function dropCodes(db, ids) {
  await db.transaction("rw", db.device, async () => {
    await writeValue(db, KEY, (await readCodes(db)).filter((one) => !ids.includes(one.id)));
  });
}
