/**
 * Money that a customer paid here and that the server books at once: what was asked of it is kept until it has
 * answered, and the answer until somebody has seen it. One at a time, so that nothing is taken twice.
 *
 * @typedef {{id: string, kind: string, body: object, answer?: object}} Unconfirmed `id` is the request's, and that of
 *   the till's move
 */
import { readValue, writeValue } from "./device.js";
import { logTables } from "./device_log.js";
import { payInto, queue } from "./till.js";

const KEY = "unconfirmed";

/** @returns {Promise<Unconfirmed|null>} */
export const readUnconfirmed = (db) => readValue(db, KEY);

/** Keep it before it is sent. Rejects where another isn't seen yet. */
export async function keepUnconfirmed(db, row) {
  await db.transaction("rw", db.device, async () => {
    if (await readUnconfirmed(db)) throw new Error("another payment isn't confirmed yet");
    await writeValue(db, KEY, row);
  });
}

/**
 * Keep the server's answer with the cash that came into the till, which the server knows already: the same document
 * is told with the others, so that this device's log has it.
 * @param {object|null} move @returns {Promise<Unconfirmed>}
 */
export async function answerUnconfirmed(db, id, answer, move) {
  return db.transaction("rw", db.till_sessions, db.till_documents, ...logTables(db), async () => {
    const row = await readUnconfirmed(db);
    if (row?.id !== id) throw new Error("this payment isn't the one that waits");
    if (row.answer) return row;
    const answered = { ...row, answer };
    await writeValue(db, KEY, answered);
    if (move) await intoTill(db, move);
    return answered;
  });
}

async function intoTill(db, move) {
  const session = await db.till_sessions.get(move.session_id);
  if (session?.state === "open" || session?.state === "counted") await payInto(db, session, move);
  else await queue(db, move);
}

/** It was refused, or its answer was seen. */
export async function dropUnconfirmed(db, id) {
  await db.transaction("rw", db.device, async () => {
    if ((await readUnconfirmed(db))?.id === id) await db.device.delete(KEY);
  });
}
