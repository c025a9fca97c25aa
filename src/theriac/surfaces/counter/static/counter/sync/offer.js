/**
 * Booked sales and what the till told stay on the device for a week. After each silence they are offered
 * again, so that a server restored from yesterday's backup asks for what it lacks, and gets it once.
 */
import { dropNotes } from "../db/credit_notes.js";
import { dropLogTold } from "../db/device_log.js";
import { dropSettled, readSettledIds, reopen } from "../db/sales.js";
import { dropTillSettled, readTillSettled, sendTillAgain, settleHeld } from "../db/till.js";

const OFFERED_AT_ONCE = 500;
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * @param {object} db @param {object} api
 * @returns {Promise<object[]>} the sales that are unsent again
 */
export async function offerSettled(db, api) {
  const [ids, till] = [await readSettledIds(db), await readTillSettled(db)];
  const missing = [];
  const untold = [];
  const decided = [];
  for (let at = 0; at < Math.max(ids.length, till.length); at += OFFERED_AT_ONCE) {
    const upTo = at + OFFERED_AT_ONCE;
    const answer = await api.offer(ids.slice(at, upTo), till.slice(at, upTo));
    missing.push(...answer.missing);
    untold.push(...answer.till ?? []);
    decided.push(...answer.decided ?? []);
  }
  if (decided.length) await settleHeld(db, decided);
  if (untold.length) await sendTillAgain(db, untold);
  return missing.length ? reopen(db, missing) : [];
}

/** By the server's clock, since the device's may be wrong. */
export async function forgetOld(db, api) {
  const now = api.heardAt();
  if (now === null) return;
  await dropSettled(db, now - KEPT_MS, now);
  await dropTillSettled(db, now - KEPT_MS);
  await dropNotes(db);
  await dropLogTold(db, now - KEPT_MS);
}
