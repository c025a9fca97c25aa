/**
 * The till on the device: the open session with its running sums, and what the server must be told of
 * it. A document and the session that it changes are one transaction; documents are sent with the sales.
 */
import { appendToLog, logTables, sendLogAgain } from "./device_log.js";
import { readValue, writeValue } from "./device.js";

const PARCEL = 50;
const KEPT = "till_left";
const UNSENT = "unsent";

/** The session that is open, or whose cash is counted and not closed yet; null for none. */
export async function readTill(db) {
  return (await db.till_sessions.where("state").anyOf(["open", "counted"]).first()) ?? null;
}

/** What the last closing left in the till: `{session_id, cash}`, or null. */
export async function readLeft(db) {
  return readValue(db, KEPT);
}

/** Keep it to be told; inside the caller's transaction. */
export async function queue(db, document) {
  await db.till_documents.add({ id: document.id, state: UNSENT, document });
  await appendToLog(db, "till", document);
}

/** Begin a session. Rejects where one is open. */
export async function openTill(db, session) {
  await db.transaction("rw", db.till_sessions, db.till_documents, ...logTables(db), async () => {
    if (await readTill(db)) throw new Error("a till session is open already");
    await db.till_sessions.add(session);
    await queue(db, session.opening);
  });
}

/** Credit notes that a session paid out, or that this device paid out and the server wasn't told of yet. */
export async function readPaidOut(db, session) {
  const unsent = await db.till_documents.where("state").equals(UNSENT).toArray();
  const moves = [...session?.moves ?? [], ...unsent.map((row) => row.document)];
  return new Set(moves.map((move) => move.return_id).filter(Boolean));
}

/** Append a move to the open session, a credit note's once; @returns {Promise<object>} the session with it */
export async function addMove(db, sessionId, document) {
  return db.transaction("rw", db.till_sessions, db.till_documents, ...logTables(db), async () => {
    const session = await db.till_sessions.get(sessionId);
    if (session?.state !== "open") throw new Error("the till session isn't open");
    if ((await readPaidOut(db, session)).has(document.return_id)) throw new Error("this credit note is paid out");
    return payInto(db, session, document);
  });
}

/** Append a move to a session, inside the caller's transaction; @returns {Promise<object>} the session with it */
export async function payInto(db, session, document) {
  const changed = { ...session, moves: [...session.moves, document] };
  await db.till_sessions.put(changed);
  await queue(db, document);
  return changed;
}

/** Keep what was counted; from then on it can't be counted again, and nothing is sold in the session. */
export async function keepCount(db, sessionId, pieces) {
  return db.transaction("rw", db.till_sessions, async () => {
    const session = await db.till_sessions.get(sessionId);
    if (session?.state !== "open") throw new Error("the till session isn't open");
    const changed = { ...session, state: "counted", pieces };
    await db.till_sessions.put(changed);
    return changed;
  });
}

/**
 * Close a counted session under the next Z number of a series.
 * @param {(series: object, session: object) => object} complete builds the closing; pure
 * @returns {Promise<object>} the session as it is closed
 */
export async function closeTill(db, sessionId, seriesId, complete, left) {
  return db.transaction("rw", db.till_sessions, db.till_documents, db.series, ...logTables(db), async () => {
    const session = await db.till_sessions.get(sessionId);
    if (session?.state !== "counted") throw new Error("the till session isn't counted");
    const series = await db.series.get(seriesId);
    const closing = complete(series, session);
    const changed = { ...session, state: "closed", closing };
    await db.series.update(seriesId, { next_z: closing.z_sequence + 1 });
    await db.till_sessions.put(changed);
    await queue(db, closing);
    await writeValue(db, KEPT, { session_id: sessionId, cash: left });
    return changed;
  });
}

/** What the server wasn't told yet, in the order in which it was made. */
export async function readTillUnsent(db) {
  const rows = await db.till_documents.where("state").equals(UNSENT).sortBy("id");
  return rows.slice(0, PARCEL).map((row) => row.document);
}

/** What the server wasn't told, or keeps until a person decides, each with its state. */
export async function readTillWaiting(db) {
  return db.till_documents.where("state").anyOf([UNSENT, "held"]).sortBy("id");
}

/** Take the server's word on documents: taken, or held until a person decides. */
export async function answerTill(db, answers, atMs) {
  for (const { id, state } of answers) await db.till_documents.update(id, { state, settled_at: atMs });
}

/** What names the documents that the server answered for and that are kept here still. */
export async function readTillSettled(db) {
  const rows = await db.till_documents.where("state").anyOf(["taken", "held"]).toArray();
  return rows.map(({ document: { id, kind, session_id: session } }) => ({ id, kind, session_id: session ?? id }));
}

/** Somebody decided on these, which were held: the device has nothing to do with them any more. */
export async function settleHeld(db, ids) {
  const held = db.till_documents.where("id").anyOf(ids).and((row) => row.state === "held");
  await held.modify({ state: "taken" });
}

/** The server lacks these, so they are unsent again. */
export async function sendTillAgain(db, ids) {
  await db.till_documents.where("id").anyOf(ids).modify({ state: UNSENT });
  await sendLogAgain(db, ids);
}

/** Forget documents that were taken before the instant. */
export async function dropTillSettled(db, beforeMs) {
  await db.till_documents.where("state").equals("taken").and((row) => row.settled_at < beforeMs).delete();
}
