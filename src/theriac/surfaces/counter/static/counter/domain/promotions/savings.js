/**
 * What a promotion gives on the goods of a sale, before it is compared with others, and when it runs.
 * Twin of the server's promotions/rules/savings.py; the cases are contracts/vectors/promotions.json.
 *
 * @typedef {{id: string, name: string, kind: "percent"|"amount"|"price"|"free"|"bundle", value: number,
 *   buy: number, free: number, from_total: number, goods: {product_id: string, units: number, count: number}[],
 *   category_ids: string[], with_prescription: boolean, coupon?: string}} Terms amounts in minor units
 * @typedef {{product_id: string, category_id: string|null, law: ""|"prescription"|"register", quantity: number,
 *   gross: number}} Lot all of one product in a sale, before any discount
 */
import { ratioDown, ratioHalfUp, shareOut, sum } from "../rounding.js";

const WHOLE = 10_000;

/** Whether it runs in that minute of the day; weekdays are bits from Monday. */
export function runsAt(hours, day, minute) {
  const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
  return hours.first_on <= day && day <= hours.last_on && Boolean((hours.weekdays >> weekday) & 1)
    && hours.from_minute <= minute && minute < hours.until_minute;
}

/** Whether it gives on several products together, and stands or falls as a whole. */
export const isWide = ({ kind }) => kind === "bundle" || kind === "free";

/**
 * What the promotion alone would give on each lot, by its place; what a set or a gift uses stands with 0
 * too; an empty map for nothing.
 * @param {Terms} terms @param {Lot[]} lots @returns {Map<number, number>}
 */
export function savingsOf(terms, lots) {
  const covered = coveredBy(terms, lots);
  const gross = sum([...covered.keys()].map((place) => lots[place].gross));
  if (gross < Math.max(1, terms.from_total)) return new Map();
  const found = { bundle: ofBundle, free: ofGifts }[terms.kind]?.(terms, covered, lots) ?? ofLots(terms, covered, lots);
  return [...found.values()].some(Boolean) ? found : new Map();
}

/** What so many base units of a lot cost, rounded down. */
const worth = (lot, units) => ratioDown([lot.gross, units], [lot.quantity]);

/** The lots that it counts for, by place, with the pack that is counted. */
function coveredBy(terms, lots) {
  const named = new Map(terms.goods.map((one) => [one.product_id, one]));
  const all = !terms.goods.length && !terms.category_ids.length;
  const found = new Map();
  for (const [place, lot] of lots.entries()) {
    if (lot.law === "register" || (lot.law === "prescription" && !terms.with_prescription)) continue;
    const listed = all || terms.category_ids.includes(lot.category_id);
    const goods = named.get(lot.product_id) ?? (listed ? { units: 1, count: 1 } : null);
    if (goods && lot.gross > 0) found.set(place, goods);
  }
  return found;
}

function ofLots(terms, covered, lots) {
  const amounts = [...covered].map(([place, goods]) => [place, ofLot(terms, goods, lots[place])]);
  return new Map(amounts.filter(([, amount]) => amount > 0));
}

function ofLot(terms, goods, lot) {
  if (terms.kind === "percent") return ratioHalfUp([lot.gross, terms.value], [WHOLE]);
  const packs = packsOf(lot, goods);
  const cost = worth(lot, packs * goods.units);
  const value = ratioDown([packs, terms.value], [1]);
  return terms.kind === "amount" ? Math.min(value, cost) : cost - value;
}

const packsOf = (lot, goods) => (lot.quantity - (lot.quantity % goods.units)) / goods.units;

/** Of each `buy + free` packs so many cost nothing: the cheapest of all of them. */
function ofGifts(terms, covered, lots) {
  const rows = [...covered].map(([place, goods]) => ({
    place, goods, packs: packsOf(lots[place], goods), price: worth(lots[place], goods.units),
  }));
  const all = sum(rows.map((row) => row.packs));
  const many = terms.buy + terms.free;
  let left = ((all - (all % many)) / many) * terms.free;
  if (!left) return new Map();
  const found = new Map();
  for (const { place, goods, packs } of rows.sort((one, two) => one.price - two.price || one.place - two.place)) {
    const given = Math.min(left, packs);
    left -= given;
    if (packs) found.set(place, worth(lots[place], given * goods.units));
  }
  return found;
}

/** As many whole sets as there are goods for; what is saved is shared by what they cost. */
function ofBundle(terms, covered, lots) {
  if (!covered.size || covered.size < terms.goods.length) return new Map();
  const rows = [...covered].map(([place, { units, count }]) => ({ place, lot: lots[place], size: units * count }));
  const sets = Math.min(...rows.map(({ lot, size }) => (lot.quantity - (lot.quantity % size)) / size));
  const worths = rows.map(({ lot, size }) => worth(lot, sets * size));
  const saved = sum(worths) - ratioDown([sets, terms.value], [1]);
  if (!sets || saved <= 0) return new Map();
  const shares = shareOut(saved, worths);
  return new Map(rows.map(({ place }, index) => [place, shares[index]]));
}
