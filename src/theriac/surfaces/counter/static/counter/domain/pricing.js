/**
 * Prices of packs, amounts of lines, ceilings, and lines that split by price. Twin of the server's
 * domains/pricing/rules; both meet contracts/vectors/pricing_*.json.
 *
 * @typedef {{amount: number, units: number, derived?: boolean}} UnitPrice `amount` minor units for
 *   `units` base units; derived: taken from another pack's price, which the line may not exceed
 * @typedef {{id: string, factor: number, sellable?: boolean}} Pack
 * @typedef {{pack_id: string, branch_id: string|null, amount: number, valid_from: string}} PriceRow
 * @typedef {{kind: "mrp"|"het", amount: number, units: number}} Ceiling tax inside
 * @typedef {{amount: number, units: number}} Mrp
 * @typedef {{batch_id: string, quantity: number, mrp: Mrp|null, own?: Mrp|null}} Share `own`: what this
 *   batch alone is sold for
 * @typedef {{pack: Pack, packs: number, quantity: number, mrp: Mrp|null, own: Mrp|null, shares: Share[]}} Part
 */
import { compareRatios, ratioDown, ratioHalfUp, shareOut, sum } from "./rounding.js";

const WHOLE = 10_000;

/** The pack's own row at the moment: the branch's before the general one, the latest of each. */
export function priceInForce(rows, packId, { branch_id: branchId, moment }) {
  const prices = rows.filter((row) => row.pack_id === packId);
  const own = latestBegun(prices.filter((row) => row.branch_id === branchId), moment);
  return own ?? latestBegun(prices.filter((row) => row.branch_id === null), moment);
}

/**
 * The latest of rows with a `valid_from` that began by the moment, or null. Rows come in the order in
 * which they were recorded: of two from the same instant the later recorded is in force.
 */
function latestBegun(rows, moment) {
  const now = Date.parse(moment);
  return rows.filter((row) => Date.parse(row.valid_from) <= now).reduce((latest, row) => (
    latest && Date.parse(latest.valid_from) > Date.parse(row.valid_from) ? latest : row), null);
}

/**
 * The price of a pack: its own; else the next larger sellable pack's; else the largest smaller
 * pack's; null when none has one.
 * @param {Pack[]} packs @param {PriceRow[]} rows @param {string} packId
 * @param {{branch_id: string, moment: string}} place
 * @returns {UnitPrice|null}
 */
export function resolvePrice(packs, rows, packId, place) {
  const pack = packs.find((one) => one.id === packId);
  if (!pack) throw new RangeError(`no pack ${packId}`);
  const own = priceInForce(rows, packId, place);
  if (own) return { amount: own.amount, units: pack.factor, derived: false };
  const others = packs.filter((one) => one.id !== packId && one.sellable !== false)
    .sort((one, other) => one.factor - other.factor);
  const larger = others.filter((one) => one.factor > pack.factor);
  const smaller = others.filter((one) => one.factor <= pack.factor).reverse();
  for (const other of [...larger, ...smaller]) {
    const row = priceInForce(rows, other.id, place);
    if (row) return { amount: row.amount, units: other.factor, derived: true };
  }
  return null;
}

/**
 * What a quantity costs: the exact ratio over the whole line, rounded once. Halves up; but a
 * derived price is never exceeded, so it is rounded down.
 * @param {UnitPrice} price @param {number} quantity base units, at least one
 */
export function lineAmount(price, quantity) {
  if (!Number.isSafeInteger(quantity) || quantity < 1) {
    throw new RangeError("a line has at least one base unit");
  }
  const round = price.derived ? ratioDown : ratioHalfUp;
  return round([price.amount, quantity], [price.units]);
}

/** Basis points of a line, halves up. */
export function percentDiscount(gross, rateBp) {
  if (rateBp < 0 || rateBp > WHOLE) throw new RangeError("a discount is from 0 to 100 %");
  return ratioHalfUp([gross, rateBp], [WHOLE]);
}

/** A bill's discount on its lines, by their amounts, adding up exactly. */
export function shareDiscount(amount, grosses) {
  if (amount < 0 || amount > sum(grosses)) throw new RangeError("a discount is at most the bill");
  return amount ? shareOut(amount, grosses) : grosses.map(() => 0);
}

/**
 * Whether a line's discount is more than the limit gives, rounded as a discount is.
 * @param {number} gross @param {number} discount @param {number|null} limitBp null is no limit
 */
export function isOverLimit(gross, discount, limitBp) {
  return limitBp !== null && discount > percentDiscount(gross, limitBp);
}

/** The most that a quantity may cost under a ceiling: the exact ratio, rounded down. */
export function mostFor(ceiling, quantity) {
  return ratioDown([ceiling.amount, quantity], [ceiling.units]);
}

/**
 * The lowest ceiling, when a line's total (tax included) is above it; else null.
 * @param {number} total @param {number} quantity @param {Ceiling[]} ceilings
 * @returns {{ceiling: Ceiling, total: number, most: number}|null}
 */
export function findBreach(total, quantity, ceilings) {
  const lowest = ceilings
    .map((ceiling) => ({ ceiling, total, most: mostFor(ceiling, quantity) }))
    .reduce((low, one) => (low && low.most <= one.most ? low : one), null);
  return lowest && total > lowest.most ? lowest : null;
}

/** A product's HET at a moment: the latest row ({amount, units, valid_from}) that began by then. */
export function hetInForce(rows, moment) {
  const row = latestBegun(rows, moment);
  return row && { kind: "het", amount: row.amount, units: row.units };
}

/**
 * The price of goods of one batch: its own, cut to the lowest of MRP and HET; without one its printed
 * MRP where the country sells at MRP, else the listed price; derived when it is of another size than
 * the pack sold.
 * @param {UnitPrice|null} listed @param {{mrp: Mrp|null, own?: Mrp|null}} goods
 * @param {{sells_at_mrp: boolean, pack_units: number, het?: Mrp|null}} sold
 * @returns {UnitPrice|null}
 */
export function batchPrice(listed, { mrp, own = null }, { sells_at_mrp: sellsAtMrp, pack_units: packUnits, het }) {
  if (own) {
    const { amount, units } = [mrp, het].filter(Boolean).reduce(lower, own);
    return { amount, units, derived: packUnits !== units };
  }
  if (mrp && sellsAtMrp) {
    return { amount: mrp.amount, units: mrp.units, derived: packUnits !== mrp.units };
  }
  if (!listed) return null;
  return { ...listed, derived: listed.derived === true || listed.units !== packUnits };
}

const compared = (one, other) => compareRatios([one.amount, one.units], [other.amount, other.units]);
const lower = (least, one) => (compared(one, least) < 0 ? one : least);
const same = (one, other) => (one && other ? compared(one, other) === 0 : !one && !other);
const soldAlike = (one, other) => same(one.mrp, other.mrp) && same(one.own, other.own);

/**
 * The largest level, no larger than the one asked for, that counts the quantity in whole packs.
 * @returns {{pack: Pack, packs: number}}
 */
export function wholePacks(quantity, packs, packId) {
  const wanted = packs.find((one) => one.id === packId);
  if (!wanted) throw new RangeError(`no pack ${packId}`);
  const fitting = packs.filter((one) => one.factor <= wanted.factor && quantity % one.factor === 0
    && (one.sellable !== false || one.factor === 1));
  const best = fitting.includes(wanted) ? wanted
    : fitting.reduce((large, one) => (large && large.factor >= one.factor ? large : one), null);
  if (!best) throw new RangeError("no pack level counts this quantity");
  return { pack: best, packs: quantity / best.factor };
}

/**
 * A line's parts, one for each MRP and own price, in the order in which their batches were allocated.
 * @param {Share[]} shares @param {Pack[]} packs @param {string} packId the pack asked for
 * @returns {Part[]}
 */
export function splitLine(shares, packs, packId) {
  const groups = [];
  for (const share of shares) {
    const group = groups.find((one) => soldAlike(one[0], share));
    if (group) group.push(share);
    else groups.push([share]);
  }
  return groups.map((group) => {
    const quantity = sum(group.map((share) => share.quantity));
    const { mrp, own = null } = group[0];
    return { ...wholePacks(quantity, packs, packId), quantity, mrp, own, shares: group };
  });
}

/** The whole line as one part, of what has no batches: priced by the list alone. @returns {Part[]} */
export function unstockedPart(quantity, packs, packId) {
  return [{ ...wholePacks(quantity, packs, packId), quantity, mrp: null, own: null, shares: [] }];
}
