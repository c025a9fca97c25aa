/**
 * Send committed sales in the order of their numbers, and void numbers, what the till tells and what was asked
 * for in vain with the first of them; each arrives once, however often it's sent.
 */
import { Refused } from "./api.js";
import { applyAnswer, markFailed, markSent, readUnsent, readUnsentVoids } from "../db/sales.js";
import { readTillUnsent } from "../db/till.js";
import { readUnmetUnsent } from "../db/unmet.js";
import { logOf, readLogToSend, readLost, readyToSend } from "./device_log.js";

const PARCEL = 50;
const NOT_TAKEN = "counter.not_taken";
/** Too large, or something in it that can't be read: the server took nothing of the parcel. */
const UNREAD = new Set(["counter.too_large", "counter.not_readable"]);

/**
 * Send everything that is unsent, a parcel at a time.
 * @param {object} db @param {object} api @param {{now(): number}} clock @param {string} appVersion
 * @param {(answer: object, sales: object[]) => void} onAnswer told after each answer is stored,
 *   with the sales that it settles
 * @returns {Promise<void>} Rejects with Unreachable or Refused when a parcel wasn't answered, or a
 *   sale got no result: such sales stay unsent, and keep no others back. A parcel that the server can't
 *   read goes in halves, until the one sale that it can't read is alone.
 */
export async function push(db, api, clock, appVersion, onAnswer) {
  const work = await openWork(db, clock);
  for (;;) {
    const parcel = await nextParcel(db, work);
    if (!parcel) break;
    const { documents, lost } = parcel;
    let answer;
    try {
      answer = await sendParcel(db, api, clock, appVersion, parcel);
    } catch (error) {
      if (!documents.sale.length || !UNREAD.has(error.problem?.type)) throw error;
      sendFewer(work, documents.sale);
      continue;
    }
    const told = documents.asked.map((one) => one.id);
    await applyAnswer(db, answer, api.heardAt?.() ?? clock.now(), told, parcel.rows);
    settle(work, documents, answer.log === true);
    const settled = new Set(answer.results.map((result) => result.id));
    onAnswer(answer, documents.sale.filter((sale) => settled.has(sale.id)));
    work.left.push(...documents.sale.filter((sale) => !settled.has(sale.id)).map((sale) => sale.id));
    for (const sale of lost.sale) work.tried.add(sale.id);
  }
  if (!work.left.length) return;
  await markFailed(db, work.left, NOT_TAKEN);
  throw new Refused(422, { type: NOT_TAKEN });
}

/** What waits besides the sales, which are read again for each parcel. */
async function openWork(db, clock) {
  return {
    tried: new Set(), left: [], size: PARCEL, logged: true,
    voids: (await readUnsentVoids(db)).slice(0, PARCEL),
    till: await readTillUnsent(db),
    asked: await readUnmetUnsent(db, clock.now()),
  };
}

/** @returns {Promise<object|null>} what is sent next; null where nothing is left to send */
async function nextParcel(db, work) {
  const rows = work.logged ? await readLogToSend(db) : [];
  const unsent = (await readUnsent(db)).map((row) => row.sale).filter((sale) => !work.tried.has(sale.id));
  const isReady = (kind, documents) => (work.logged ? readyToSend(db, rows, kind, documents) : documents);
  const documents = {
    sale: await isReady("sale", unsent.slice(0, work.size)), void: await isReady("void", work.voids),
    till: await isReady("till", work.till), asked: await isReady("asked", work.asked),
  };
  const lost = await readLost(db, rows);
  lost.sale = lost.sale.filter((sale) => !work.tried.has(sale.id));
  for (const [kind, some] of Object.entries(lost)) documents[kind] = [...documents[kind], ...some];
  const waits = [unsent, work.voids, work.till, work.asked, ...Object.values(documents)];
  if (!waits.some((some) => some.length)) return null;
  return { documents, lost, rows };
}

/** A parcel that can't be read goes in halves; a sale that can't be read alone stays. */
function sendFewer(work, sales) {
  if (sales.length === 1) {
    work.tried.add(sales[0].id);
    work.left.push(sales[0].id);
  }
  work.size = sales.length === 1 ? PARCEL : Math.ceil(sales.length / 2);
}

function settle(work, documents, isLogTaken) {
  for (const sale of documents.sale) work.tried.add(sale.id);
  for (const [kind, name] of [["void", "voids"], ["till", "till"], ["asked", "asked"]]) {
    work[name] = work[name].filter((one) => !documents[kind].includes(one));
  }
  work.logged &&= isLogTaken;
}

async function sendParcel(db, api, clock, appVersion, { documents, lost, rows }) {
  const ids = documents.sale.map((sale) => sale.id);
  const sentAt = new Date(clock.now()).toISOString();
  await markSent(db, ids, sentAt);
  try {
    const log = await logOf(db, rows, documents, lost);
    const parcel = { sales: documents.sale.map(withoutPaper), sent_at: sentAt, app_version: appVersion };
    if (documents.void.length) parcel.voids = documents.void.map(voidDocument);
    if (documents.till.length) parcel.till = documents.till;
    if (documents.asked.length) parcel.asked = documents.asked;
    parcel.log = log;
    return await api.push(parcel);
  } catch (error) {
    await markFailed(db, ids, describe(error));
    throw error;
  }
}

function voidDocument({ series_id: seriesId, sequence, reason }) {
  return { series_id: seriesId, sequence, reason };
}

/** What the receipt needs to be drawn again stays on the device. */
function withoutPaper({ paper, ...document }) {
  return document;
}

/** What the list of unsent sales shows for a failure: a problem's type, or "unreachable". */
export function describe(error) {
  return error.name === "Refused" ? error.problem.type ?? `http-${error.status}` : "unreachable";
}
