/**
 * Send committed sales in the order of their numbers, and void numbers, what the till tells and what was asked
 * for in vain with the first of them; each arrives once, however often it's sent.
 */
import { Refused } from "./api.js";
import { applyAnswer, markFailed, markSent, readUnsent, readUnsentVoids } from "../db/sales.js";
import { readTillUnsent } from "../db/till.js";
import { readUnmetUnsent } from "../db/unmet.js";

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
  const tried = new Set();
  const left = [];
  let size = PARCEL;
  let voids = (await readUnsentVoids(db)).slice(0, PARCEL);
  let till = await readTillUnsent(db);
  let asked = await readUnmetUnsent(db, clock.now());
  for (;;) {
    const unsent = (await readUnsent(db)).map((row) => row.sale).filter((sale) => !tried.has(sale.id));
    const sales = unsent.slice(0, size);
    if (!sales.length && !voids.length && !till.length && !asked.length) break;
    let answer;
    try {
      answer = await sendParcel(db, api, clock, appVersion, { sales, voids, till, asked });
    } catch (error) {
      if (!sales.length || !UNREAD.has(error.problem?.type)) throw error;
      if (sales.length === 1) {
        tried.add(sales[0].id);
        left.push(sales[0].id);
      }
      size = sales.length === 1 ? PARCEL : Math.ceil(sales.length / 2);
      continue;
    }
    for (const sale of sales) tried.add(sale.id);
    const told = asked.map((one) => one.id);
    voids = [];
    till = [];
    asked = [];
    await applyAnswer(db, answer, api.heardAt?.() ?? clock.now(), told);
    const settled = new Set(answer.results.map((result) => result.id));
    onAnswer(answer, sales.filter((sale) => settled.has(sale.id)));
    left.push(...sales.filter((sale) => !settled.has(sale.id)).map((sale) => sale.id));
  }
  if (!left.length) return;
  await markFailed(db, left, NOT_TAKEN);
  throw new Refused(422, { type: NOT_TAKEN });
}

async function sendParcel(db, api, clock, appVersion, { sales, voids, till, asked }) {
  const ids = sales.map((sale) => sale.id);
  const sentAt = new Date(clock.now()).toISOString();
  await markSent(db, ids, sentAt);
  try {
    const parcel = { sales: sales.map(withoutPaper), sent_at: sentAt, app_version: appVersion };
    if (voids.length) parcel.voids = voids.map(voidDocument);
    if (till.length) parcel.till = till;
    if (asked.length) parcel.asked = asked;
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
