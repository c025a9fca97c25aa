/**
 * The one place that opens IndexedDB. Nothing else imports Dexie.
 *
 * Durability is strict: Chromium then answers a commit only once it is on the disk, so a sale that
 * a receipt shows has been written. The tables:
 *
 * - `device`      one row a key: terminal, branch, keys, settings, language, feed position
 * - `products`    the catalogue as the server sent it; `codes` holds every barcode of every pack
 * - `batches`     the stock as the server sent it, plus `pending`: sold here, not yet acknowledged
 * - `people`      who may do what
 * - `series`      the next number of each document series that this terminal owns
 * - `drafts`      the basket that is being filled, and those that are parked
 * - `sales`       committed sales, never changed
 * - `deliveries`  what became of each sale on its way to the server
 * - `voids`       numbers declared to have no sale, with the server's word on them (`state`)
 * - `till_sessions`   the till's cash from its float to its count, with running sums of its sales
 * - `till_documents`  what the server is told of them, with its word on each (`state`)
 * - `log`         an entry for each document made here, bound to the one before (`log/chain.js`)
 * - `credit_notes`    what this device wrote for goods that came back, with what their papers show
 */
import { Dexie } from "../vendor/dexie/dexie.min.js";

export const DURABILITY = "strict";
export const SCHEMA = {
  device: "key",
  products: "id",
  batches: "id, product_id",
  people: "id",
  series: "id",
  drafts: "id",
  sales: "id, &number, [series_id+sequence], occurred_at",
  deliveries: "sale_id, state",
  voids: "[series_id+sequence]",
  till_sessions: "id, state",
  till_documents: "id, state",
  credit_notes: "id, sale_id, at",
  log: "[chain+index], key, state",
};

const ROOM = "theriac-new-log";
const ROWS = 76;
const ROW_BYTES = 60_000;

/** Delete a database of the device by its name, whether or not it is there. */
export const dropDatabase = (name) => Dexie.delete(name);

/**
 * Open the device's database, creating it when it isn't there.
 * @param {{name?: string, indexedDB?: IDBFactory, IDBKeyRange?: typeof IDBKeyRange}} [where]
 *   other storage than the browser's, for a simulator
 * @returns {Promise<import("../vendor/dexie/dexie.min.js").Dexie>}
 */
export async function openDatabase(where = {}) {
  const { name = "theriac-counter", ...storage } = where;
  const db = new Dexie(name, { ...storage, chromeTransactionDurability: DURABILITY });
  db.version(4).stores(SCHEMA);
  await db.open();
  return db;
}

/**
 * Have the browser begin a new log for what it stores, by more than the 4 MiB that one holds; not at a device's first
 * start, before anything is kept.
 *
 * Chromium writes on behind what a kill left half written in its log; the start after that finds the log
 * damaged, and the browser empties the whole storage. A log that was begun since has no such end. What is
 * written for it is random, since the browser may pack it, in rows below the 64 KiB from which on it goes elsewhere.
 */
export async function beginNewLog(db) {
  if (!await db.device.count()) return;
  const room = new Dexie(ROOM);
  room.version(1).stores({ rows: "" });
  try {
    const rows = Array.from({ length: ROWS }, () => crypto.getRandomValues(new Uint8Array(ROW_BYTES)));
    await room.table("rows").bulkPut(rows, rows.map((_row, index) => index));
  } finally {
    await room.delete();
  }
}
