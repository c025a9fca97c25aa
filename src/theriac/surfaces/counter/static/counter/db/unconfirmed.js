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
 * Keep the server's answer with what came into the till. Cash is a move, which the server knows already: the same
 * document is told with the others, so that this device's log has it. Other money changes the session's report alone.
 * @param {{sessionId: string|null, move: object|null, report: (session: object) => object}} received `report` is pure
 * @returns {Promise<Unconfirmed>}
 */
export async function answerUnconfirmed(db, id, answer, received) {
  return db.transaction("rw", db.till_sessions, db.till_documents, ...logTables(db), async () => {
    const row = await readUnconfirmed(db);
    if (row?.id !== id) throw new Error("this payment isn't the one that waits");
    if (row.answer) return row;
    const answered = { ...row, answer };
    await writeValue(db, KEY, answered);
    if (received.sessionId) await intoTill(db, received);
    return answered;
  });
}

async function intoTill(db, { sessionId, move, report }) {
  const session = await db.till_sessions.get(sessionId);
  const isRunning = session?.state === "open" || session?.state === "counted";
  if (move && isRunning) await payInto(db, session, move);
  else if (move) await queue(db, move);
  else if (isRunning) await db.till_sessions.put(report(session));
}

/** It was refused, or its answer was seen. */
export async function dropUnconfirmed(db, id) {
  await db.transaction("rw", db.device, async () => {
    if ((await readUnconfirmed(db))?.id === id) await db.device.delete(KEY);
  });
}
