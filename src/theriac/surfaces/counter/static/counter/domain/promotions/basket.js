/**
 * What promotions take off the lines of a basket, here and now. Pure.
 *
 * @typedef {{id: string, off: number, terms: import("./savings.js").Terms,
 *   others: [import("./savings.js").Terms, number][]}} LinePromotion
 */
import { timeIn } from "../dates.js";
import { discountShares, isTooMuch } from "../discounts.js";
import { sum } from "../rounding.js";
import { priceLine } from "../totals.js";
import { bestBesidePromises } from "./best.js";
import { runsAt } from "./savings.js";

/** The promotions that may be given now; of those that ask for a coupon only the basket's own. */
export function runningNow(world, coupon = "") {
  const known = world.settings.promotions ?? [];
  if (!known.length) return [];
  const { hour, minute } = timeIn(Date.parse(world.now), world.place.time_zone);
  const at = Number(hour) * 60 + Number(minute);
  return known.filter((one) => runsAt(one, world.today, at) && (!one.needs_coupon || one.coupons.includes(coupon)))
    .map((one) => (one.needs_coupon ? { ...one, coupon } : one));
}

/** The promotion that a code asks for now, or null. */
export function couponKnown(world, code) {
  return runningNow(world, code).find((one) => one.coupon === code) ?? null;
}

/**
 * The assessed rows with what promotions give; whoever sells takes off what is left. On a row at a promised price
 * nothing is given: where the promise is no lower than today's price with its promotions, it is that that is paid.
 * `today` of a row is what it would cost without a promise. A row that nothing is given on is the same row.
 * @param {object[]} rows @param {{coupon?: string}} basket
 * @param {{world: object, context: object, signed: (row: object) => object}} around `context` of the tax
 */
export function promoted(rows, { coupon }, { world, context, signed }) {
  const running = runningNow(world, coupon);
  if (!running.length) return rows;
  const parts = rows.flatMap((row) => row.parts.filter((part) => part.priced).map((part) => ({ row, part })));
  const lots = parts.map(({ row: { product }, part }) => ({
    product_id: product.id, category_id: product.category, quantity: part.quantity, gross: part.priced.gross,
    law: world.settings.classes[product.legal_class]?.law ?? "register",
  }));
  const promisedRows = rows.filter(isPromised);
  const placesOf = (row) => parts.flatMap((one, index) => (one.row === row ? [index] : []));
  const { given, unbound, kept } = bestBesidePromises(lots, running, promisedRows.map((row) => (
    [placesOf(row), row.amount - Math.min(row.line.discount.value, row.amount)])));
  const byPart = new Map(parts.map(({ part }, index) => [part, given[index]]));
  const offered = new Map(parts.map(({ part, row }, index) => [part, isPromised(row) ? unbound[index] : given[index]]));
  const lapsed = new Set(promisedRows.filter((_row, place) => !kept.has(place)));
  return rows.map((row, index) => (row.parts.some((part) => byPart.get(part) || offered.get(part))
    ? signed(withPromotions(row, byPart, {
      world, context, position: index + 1, discount: lapsed.has(row) ? null : row.line.discount,
      today: row.amount - sum(row.parts.map((part) => offered.get(part)?.amount ?? 0)),
    })) : row));
}

function isPromised({ line, amount }) {
  return line.discount?.promised === true && amount !== null;
}

/** Whether it costs what a quotation promised. @param {object} row assessed */
export function isAtPromise(row) {
  return isPromised(row) && !row.promotions?.length;
}

function withPromotions(row, byPart, { world, context, position, discount, today }) {
  const rests = row.parts.map((part) => (part.priced ? part.priced.gross - (byPart.get(part)?.amount ?? 0) : 0));
  const own = discountShares(discount, rests);
  const parts = row.parts.map((part, index) => {
    const one = byPart.get(part);
    if (!part.priced) return part;
    const toPrice = {
      price: part.price, quantity: part.quantity, tax_class: row.product.tax_class,
      discount: (one?.amount ?? 0) + own[index],
    };
    const promotion = one && { id: one.terms.id, off: one.amount, terms: one.terms, others: one.others };
    return { ...part, promotion, priced: priceLine(world.place.country, toPrice, context) };
  });
  const problems = row.problems.filter((one) => one.kind !== "discount_unfit");
  if (isTooMuch(discount, rests)) {
    problems.push({ kind: "discount_unfit", level: "stop", lineId: row.line.id, position });
  }
  return {
    ...row, parts, problems, today, off: sum(parts.map((part) => part.priced?.discount ?? 0)),
    promotions: parts.map((part) => part.promotion).filter(Boolean),
  };
}

/** What of a sale line tells its promotion; nothing of an ordinary one. */
export function promotionSent(part, tell) {
  const { promotion } = part;
  if (!promotion) return {};
  const told = tell(promotion.terms).slice(0, 160);
  return { promotion_id: promotion.id, promotion_off: promotion.off, promotion_told: told };
}

/** The coupon that the lines got something by; "" where it gave nothing. */
export function couponUsed(rows) {
  return rows.flatMap((row) => row.promotions ?? []).find((one) => one.terms.coupon)?.terms.coupon ?? "";
}
