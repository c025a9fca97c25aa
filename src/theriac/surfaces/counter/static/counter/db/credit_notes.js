/**
 * Credit notes on the device. A note, its number, the cash that it took out of the till and what the server
 * must be told of both are one transaction; from then on the note is never changed.
 */
import { logTables } from "./device_log.js";
import { commitSale, readWaiting, saleTables } from "./sales.js";
import { payInto, queue } from "./till.js";

/**
 * Take the next number of credit notes of the series and write the note.
 * @param {(taken: {series: object, till: object|null}) => {document: object, paper: object}} complete pure
 * @param {(document: object, till: object) => object|null} moveOf the cash that leaves the till; pure
 * @returns {Promise<object>} the note as written. Rejects when the device couldn't write it: then no
 *   number was taken.
 */
export async function commitCreditNote(db, seriesId, complete, moveOf) {
  const tables = [db.series, db.credit_notes, db.till_sessions, db.till_documents, ...logTables(db)];
  return db.transaction("rw", tables, async () => {
    const series = await db.series.get(seriesId);
    if (!series) throw new Error(`this device doesn't own series ${seriesId}`);
    const till = (await db.till_sessions.where("state").equals("open").first()) ?? null;
    const { document, paper } = complete({ series, till });
    await db.series.update(seriesId, { next_c: document.sequence + 1 });
    const note = { id: document.id, sale_id: document.sale_id, at: document.at, document, paper };
    await db.credit_notes.add(note);
    await queue(db, document);
    const move = till && moveOf(document, till);
    if (move) await payInto(db, till, move);
    return note;
  });
}

/**
 * Write a sale and the credit note that pays for it, or neither.
 * @param {{seriesId: string, completeSale: Function, withSale: Function, complete: Function, moveOf: Function}} parts
 * @returns {Promise<{sale: object, note: object}>}
 */
export async function commitExchange(db, { seriesId, completeSale, withSale, complete, moveOf }) {
  const tables = [...saleTables(db), db.till_documents, db.credit_notes];
  return db.transaction("rw", tables, async () => {
    const sale = await commitSale(db, seriesId, completeSale, withSale);
    return { sale, note: await commitCreditNote(db, seriesId, complete, moveOf) };
  });
}

/** A sale that this device keeps, with its credit notes of it; null for any other. */
export async function readReturnable(db, saleId) {
  const sale = await db.sales.get(saleId);
  return sale ? { sale, notes: await db.credit_notes.where("sale_id").equals(saleId).toArray() } : null;
}

/**
 * What of a sale the server can't know: the sale itself ("unsent", or "held" until a person decides), or a "note" of
 * this device that isn't told yet; null where it knows all.
 */
export async function readUntold(db, saleId) {
  const waiting = await readWaiting(db, saleId);
  if (waiting) return waiting;
  const ids = await db.credit_notes.where("sale_id").equals(saleId).primaryKeys();
  const told = await db.till_documents.bulkGet(ids);
  return told.some((row) => row?.state === "unsent") ? "note" : null;
}

/** Whether the server has a credit note: it took this device's word, or wrote the note itself. */
export async function hasArrived(db, noteId) {
  const told = await db.till_documents.get(noteId);
  return told === undefined || told.state === "taken";
}

/** Forget credit notes that are told, and whose sale isn't kept here any more. */
export async function dropNotes(db) {
  await db.transaction("rw", db.credit_notes, db.sales, db.till_documents, async () => {
    const notes = await db.credit_notes.toArray();
    const sales = await db.sales.bulkGet(notes.map((note) => note.sale_id));
    const told = await db.till_documents.bulkGet(notes.map((note) => note.id));
    await db.credit_notes.bulkDelete(notes.filter((_note, index) => !sales[index] && !told[index]).map(({ id }) => id));
  });
}
