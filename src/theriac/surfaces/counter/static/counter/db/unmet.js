/** What was asked for and not in stock, recorded here and not yet told to the server; sent with the sales. */
import { appendToLog, logTables } from "./device_log.js";
import { readValue, writeValue } from "./device.js";

const KEY = "unmet";
const PARCEL = 50;
/** So many wait on the device at most. */
export const MOST_WAITING = 500;
const REST_MS = 600_000;

/** @typedef {{id: string, at: string, person_id: string, product_id: string|null, text: string,
 *   quantity: number, note: string}} Unmet */

/** Those that wait, each with when it may be sent again (`rests_until`, 0 at first). */
export async function readUnmet(db) {
  return (await readValue(db, KEY)) ?? [];
}

/** @param {Unmet} document @returns {Promise<boolean>} whether it is recorded: not where too many wait */
export async function noteUnmet(db, document) {
  return db.transaction("rw", ...logTables(db), async () => {
    const waiting = await readUnmet(db);
    if (waiting.length >= MOST_WAITING) return false;
    await writeValue(db, KEY, [...waiting, { document, rests_until: 0 }]);
    await appendToLog(db, "asked", document);
    return true;
  });
}

/** What the server is told next, in the order in which it was recorded. */
export async function readUnmetUnsent(db, nowMs) {
  const due = (await readUnmet(db)).filter((row) => row.rests_until <= nowMs);
  return due.slice(0, PARCEL).map((row) => row.document);
}

/** What was answered for goes; what was sent and has no answer waits some minutes before it is sent again. */
export async function answerUnmet(db, answers, sentIds, atMs) {
  if (!sentIds.length) return;
  const answered = new Set(answers.map((one) => one.id));
  const sent = new Set(sentIds);
  const left = (await readUnmet(db)).filter((row) => !answered.has(row.document.id));
  await writeValue(db, KEY, left.map((row) => (
    sent.has(row.document.id) ? { ...row, rests_until: atMs + REST_MS } : row)));
}
