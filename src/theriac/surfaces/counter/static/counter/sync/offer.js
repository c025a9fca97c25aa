/**
 * Booked sales stay on the device for a week. After each silence their ids are offered again, so
 * that a server restored from yesterday's backup asks for what it lacks, and gets it once.
 */
import { dropSettled, readSettledIds, reopen } from "../db/sales.js";
import { sendTillAgain } from "../db/till.js";

const OFFERED_AT_ONCE = 500;
const KEPT_MS = 7 * 24 * 3_600_000;

/**
 * @param {object} db @param {object} api
 * @returns {Promise<object[]>} the sales that are unsent again
 */
export async function offerSettled(db, api) {
  const ids = await readSettledIds(db);
  const missing = [];
  for (let at = 0; at < ids.length; at += OFFERED_AT_ONCE) {
    const answer = await api.offer(ids.slice(at, at + OFFERED_AT_ONCE));
    missing.push(...answer.missing);
  }
  if (!missing.length) return [];
  await sendTillAgain(db);
  return reopen(db, missing);
}

/** By the server's clock, since the device's may be wrong. */
export async function forgetOld(db, api) {
  const now = api.heardAt();
  if (now !== null) await dropSettled(db, now - KEPT_MS, now);
}
