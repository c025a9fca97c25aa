/**
 * What the device knows of members without the network: `loyalty` has the programme's terms and points by number as
 * the server last told them, less what sales of this device spent since.
 */
import { readValue, writeValue } from "./device.js";

const KEY = "loyalty";

/** @returns {Promise<{points: number, program: object}|null>} null for a number that isn't known here */
export async function readMember(db, number) {
  const kept = await readValue(db, KEY);
  return kept && number in kept.points ? { points: kept.points[number], program: kept.program } : null;
}

/**
 * Take the server's word, less what sales spend that it hasn't booked.
 * @param {(db: object) => Promise<{sale: object}[]>} readUnsent
 */
export async function keepPoints(db, { at, program, points }, readUnsent) {
  await db.transaction("rw", db.device, db.sales, db.deliveries, async () => {
    const unsent = (await readUnsent(db)).map((row) => row.sale);
    await writeValue(db, KEY, { at, program, points: lessSpent(points, program, unsent) });
  });
}

/** A sale was committed: what it spent is gone. Inside the caller's transaction. */
export async function lowerPoints(db, sale) {
  if (!(sale.payments ?? []).some((payment) => payment.method === "points")) return;
  const kept = await readValue(db, KEY);
  if (kept) await writeValue(db, KEY, { ...kept, points: lessSpent(kept.points, kept.program, [sale]) });
}

function lessSpent(points, program, sales) {
  const left = { ...points };
  for (const { method, reference, tendered, change } of sales.flatMap((sale) => sale.payments ?? [])) {
    if (method !== "points" || !(reference in left)) continue;
    left[reference] -= wholePoints(program.point_value, tendered - change);
  }
  return left;
}

/** The points that pay an amount, rounded up. */
function wholePoints(value, amount) {
  return value > 0 ? (amount + ((value - (amount % value)) % value)) / value : 0;
}
