/**
 * Sales on the device. A sale, its number, the lowered stock and the emptied basket are one
 * transaction; from then on the sale is never changed, and `deliveries` tells how far it came:
 * committed (safe here), sent (no answer yet), acknowledged (booked), held (a person decides).
 */

import { lowerFree } from "./credit.js";
import { answerLog, appendToLog, logTables, sendLogAgain } from "./device_log.js";
import { lowerPoints } from "./loyalty.js";
import { writeRows } from "./quotas.js";
import { answerTill, readTillWaiting } from "./till.js";
import { answerUnmet } from "./unmet.js";

const OPEN = ["committed", "sent"];

/** The tables of the transaction that writes a sale. */
export const saleTables = (db) => [
  db.series, db.sales, db.deliveries, db.batches, db.drafts, db.till_sessions, ...logTables(db),
];

/**
 * Take the next number of the series and write the sale.
 * @param {import("../vendor/dexie/dexie.min.js").Dexie} db
 * @param {string} seriesId
 * @param {(number: {series: object, sequence: number, till: object|null}) => object} complete builds the sale
 *   document from the number that was taken and the till session that is open; pure, since the transaction
 *   must not wait for anything
 * @param {(till: object, sale: object) => object} withSale the till session with the sale in its sums; pure
 * @returns {Promise<object>} the sale as written. Rejects when the device couldn't write it: then
 *   nothing was written and no number was taken.
 */
export async function commitSale(db, seriesId, complete, withSale) {
  return db.transaction("rw", saleTables(db), async () => {
    const series = await db.series.get(seriesId);
    if (!series) throw new Error(`this device doesn't own series ${seriesId}`);
    const till = (await db.till_sessions.where("state").equals("open").first()) ?? null;
    const sale = complete({ series, sequence: series.next, till });
    if (till) await db.till_sessions.put(withSale(till, sale));
    await db.series.update(seriesId, { next: series.next + 1 });
    await db.sales.add(sale);
    await appendToLog(db, "sale", sale);
    await db.deliveries.add({
      sale_id: sale.id, state: "committed", attempts: 0, last_error: null, tried_at: null, cases: 0,
    });
    await changeBatches(db, soldByBatch([sale]), 1, []);
    await db.drafts.delete("basket"); // parked ones stay
    await lowerFree(db, sale);
    await lowerPoints(db, sale);
    return sale;
  });
}

/** Base units sold of each batch. @returns {Map<string, number>} */
export function soldByBatch(sales) {
  const sold = new Map();
  for (const line of sales.flatMap((sale) => sale.lines)) {
    for (const part of line.allocations) {
      sold.set(part.batch_id, (sold.get(part.batch_id) ?? 0) + part.quantity);
    }
  }
  return sold;
}

/** The sales that the server hasn't acknowledged, oldest number first, each with its delivery. */
export async function readUnsent(db) {
  const deliveries = await db.deliveries.where("state").anyOf(OPEN).toArray();
  return joined(db, deliveries);
}

/** How far a sale came: "unsent", "held", or null where the server booked it or this device never kept it. */
export async function readWaiting(db, saleId) {
  const state = (await db.deliveries.get(saleId))?.state;
  if (OPEN.includes(state)) return "unsent";
  return state === "held" ? "held" : null;
}

/** The sales that the server keeps unbooked until a person decides. */
export async function readHeld(db) {
  return joined(db, await db.deliveries.where("state").equals("held").toArray());
}

async function joined(db, deliveries) {
  const sales = await db.sales.bulkGet(deliveries.map((delivery) => delivery.sale_id));
  return deliveries
    .map((delivery, index) => ({ sale: sales[index], delivery }))
    .filter((row) => row.sale)
    .sort((left, right) => bySequence(left.sale, right.sale));
}

function bySequence(left, right) {
  if (left.series_id !== right.series_id) return left.series_id < right.series_id ? -1 : 1;
  return left.sequence - right.sequence;
}

/** The newest sale of this device with its delivery, or null. */
export async function readLastSale(db) {
  const sale = await db.sales.orderBy("occurred_at").last();
  return sale ? { sale, delivery: await db.deliveries.get(sale.id) } : null;
}

/** So many sales are looked through for the packs that were sold last. */
const LOOKED_THROUGH = 30;

/**
 * The packs of the newest sales, newest first, each once.
 * @returns {Promise<{product_id: string, pack_id: string}[]>}
 */
export async function readLastSold(db) {
  return packsSold(await db.sales.orderBy("occurred_at").reverse().limit(LOOKED_THROUGH).toArray());
}

/** The packs of some sales in their order, and after them those that are known, each once. */
export function packsSold(sales, known = []) {
  const packs = [...sales.flatMap((sale) => sale.lines), ...known].map((one) => [
    one.pack_id, { product_id: one.product_id, pack_id: one.pack_id },
  ]);
  return [...new Map(packs.reverse()).values()].reverse();
}

/** Remember that the receipt was printed once. */
export async function markPrinted(db, saleId) {
  await db.deliveries.update(saleId, { printed: true });
}

/** Remember that these sales are on their way. */
export async function markSent(db, saleIds, triedAt) {
  await db.deliveries.where("sale_id").anyOf(saleIds).modify((delivery) => {
    delivery.state = "sent";
    delivery.attempts += 1;
    delivery.tried_at = triedAt;
  });
}

/** Remember why the server didn't answer; the sales stay unsent. */
export async function markFailed(db, saleIds, error) {
  await db.deliveries.where("sale_id").anyOf(saleIds).modify({ last_error: error });
}

/**
 * Take the server's answer: the state of each sale, and the balances that now include them.
 * @param {{results: {id: string, state: string, cases: number}[],
 *   voids?: {series_id: string, sequence: number, state: string}[],
 *   balances: {batch_id: string, quantity: number}[], quotas?: object[]}} answer
 * @param {number} atMs when: from then on a booked sale is kept for some days
 * @param {string[]} [asked] ids of the unmet requests that were told with them
 * @param {object[]} [entries] the entries of the log that were told with them
 */
export async function applyAnswer(db, answer, atMs, asked = [], entries = []) {
  const tables = [db.sales, db.deliveries, db.batches, db.voids, db.device, db.till_documents, db.log];
  await db.transaction("rw", tables, async () => {
    await answerTill(db, answer.till ?? [], atMs);
    await answerUnmet(db, answer.asked ?? [], asked, atMs);
    await writeRows(db, answer.quotas ?? [], () => 0);
    await answerVoids(db, answer.voids ?? []);
    await answerLog(db, entries, answer.log === true, atMs);
    const settled = [];
    for (const result of answer.results) {
      const delivery = await db.deliveries.get(result.id);
      if (!delivery || !OPEN.includes(delivery.state)) continue;
      settled.push(result.id);
      await db.deliveries.update(result.id, {
        state: result.state, cases: result.cases, last_error: null, settled_at: atMs,
      });
    }
    const sales = (await db.sales.bulkGet(settled)).filter(Boolean);
    await changeBatches(db, soldByBatch(sales), -1, answer.balances);
  });
}

/** Keep balances that the server told besides the feed. */
export async function writeBalances(db, balances) {
  await db.transaction("rw", db.batches, () => changeBatches(db, new Map(), 0, balances));
}

/** Add to what is pending and set what the server has, in one read and one write. */
async function changeBatches(db, sold, sign, balances) {
  const told = new Map(balances.map((one) => [one.batch_id, one.quantity]));
  const ids = [...new Set([...sold.keys(), ...told.keys()])];
  const rows = (await db.batches.bulkGet(ids)).filter(Boolean).map((row) => ({
    ...row, pending: (row.pending ?? 0) + sign * (sold.get(row.id) ?? 0), quantity: told.get(row.id) ?? row.quantity,
  }));
  await db.batches.bulkPut(rows);
}

/**
 * Declare that a number has no sale. Rejects when a sale holds it or it wasn't reached yet.
 */
export async function voidNumber(db, seriesId, sequence, reason, declaredAt) {
  await db.transaction("rw", db.series, db.sales, db.voids, ...logTables(db), async () => {
    const holder = await db.sales.where("[series_id+sequence]").equals([seriesId, sequence]).first();
    if (holder) throw new Error(`number ${holder.number} has a sale and can't be void`);
    const series = await db.series.get(seriesId);
    if (!series || sequence > series.next) throw new Error("this number wasn't reached yet");
    if (sequence === series.next) await db.series.update(seriesId, { next: sequence + 1 });
    const declared = { series_id: seriesId, sequence, reason, declared_at: declaredAt };
    const known = await db.voids.get([seriesId, sequence]);
    await db.voids.put(declared);
    if (!known) await appendToLog(db, "void", declared);
  });
}

/** The void numbers that the server hasn't answered for, in their order. */
export async function readUnsentVoids(db) {
  const voids = (await db.voids.toArray()).filter((one) => !one.state);
  return voids.sort(bySequence);
}

/** Take the server's word on void numbers: declared ("void"), or it has a sale of the number. */
async function answerVoids(db, answers) {
  for (const { series_id: seriesId, sequence, state } of answers) {
    await db.voids.update([seriesId, sequence], { state });
  }
}

/** How many sales and documents of the till the server lacks, when the oldest was made, and how many are held. */
export async function summarise(db) {
  const [unsent, till] = [await readUnsent(db), await readTillWaiting(db)];
  const told = till.filter((row) => row.state !== "held");
  const made = [...unsent.map((row) => row.sale.occurred_at), ...told.map((row) => row.document.at)];
  return {
    unsent: made.length,
    oldest_at: made.sort()[0] ?? null,
    held: await db.deliveries.where("state").equals("held").count() + till.length - told.length,
    failed: unsent.some((row) => row.delivery.last_error !== null),
  };
}

/** Ids of the sales that the server answered for and that are kept here still. */
export async function readSettledIds(db) {
  return db.deliveries.where("state").anyOf(["acknowledged", "held"]).primaryKeys();
}

/**
 * The server lacks these: they are unsent again, and so are the numbers declared void.
 * @returns {Promise<object[]>} the sales
 */
export async function reopen(db, saleIds) {
  return db.transaction("rw", db.sales, db.deliveries, db.batches, db.voids, db.log, async () => {
    const sales = (await db.sales.bulkGet(saleIds)).filter(Boolean);
    await sendLogAgain(db, saleIds);
    await db.deliveries.where("sale_id").anyOf(sales.map((sale) => sale.id))
      .modify({ state: "committed", cases: 0, last_error: null, settled_at: null });
    await db.voids.toCollection().modify({ state: null });
    await changeBatches(db, soldByBatch(sales), 1, []);
    return sales;
  });
}

/** Forget sales that were booked before the instant; what a person still decides about stays. */
export async function dropSettled(db, beforeMs, nowMs) {
  await db.transaction("rw", db.sales, db.deliveries, async () => {
    const booked = await db.deliveries.where("state").equals("acknowledged").toArray();
    const undated = booked.filter((row) => !row.settled_at).map((row) => ({ ...row, settled_at: nowMs }));
    await db.deliveries.bulkPut(undated);
    const old = booked.filter((row) => row.settled_at && row.settled_at < beforeMs).map((row) => row.sale_id);
    await db.sales.bulkDelete(old);
    await db.deliveries.bulkDelete(old);
  });
}
