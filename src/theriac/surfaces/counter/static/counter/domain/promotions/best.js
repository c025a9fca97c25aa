/**
 * Which promotions a sale gets: those by which the customer pays least. Twin of the server's
 * promotions/rules/best.py; the cases are contracts/vectors/promotions.json.
 */
import { shareOut, sum } from "../rounding.js";
import { isWide, savingsOf } from "./savings.js";

/** Sets and gifts that are compared in every combination. */
const MOST_WIDE = 8;

/**
 * What each line gets, so that the whole is cheapest; at equal savings what is earlier stands. Lines of
 * one product count together and have one promotion; sets and gifts use whole products.
 * @param {import("./savings.js").Lot[]} lines @param {import("./savings.js").Terms[]} promotions
 * @returns {({terms: import("./savings.js").Terms, amount: number, others: [object, number][]}|null)[]}
 *   `others`: what it would have got, the most first
 */
export function bestPromotions(lines, promotions) {
  const { lots, members } = lotsOf(lines);
  const known = promotions.map((terms) => ({ terms, savings: savingsOf(terms, lots) }));
  const found = lines.map(() => null);
  for (const [place, given] of chosen(known.filter((one) => one.savings.size), lots.length).entries()) {
    if (!given?.saved) continue;
    const others = known.filter((one) => one.terms !== given.terms && one.savings.get(place))
      .map(({ terms, savings }) => [terms, savings.get(place)]).sort((one, two) => two[1] - one[1]);
    const shares = shareOut(given.saved, members[place].map((index) => lines[index].gross));
    for (const [at, index] of members[place].entries()) {
      if (shares[at]) found[index] = { terms: given.terms, amount: shares[at], others };
    }
  }
  return found;
}

/**
 * What each line gets beside what was promised, what the same would be without a promise, and the places of the
 * promises that are kept: those whose lines would cost more now, with what they'd get. Nothing is given on them
 * then, and they count for nothing on other lines.
 * @param {import("./savings.js").Lot[]} lines @param {import("./savings.js").Terms[]} promotions
 * @param {[number[], number][]} promises places of lines, and what they were promised to cost together
 */
export function bestBesidePromises(lines, promotions, promises) {
  const kept = new Set();
  let unbound = null;
  for (;;) {
    const bound = new Set([...kept].flatMap((place) => promises[place][0]));
    const free = lines.flatMap((_line, index) => (bound.has(index) ? [] : [index]));
    const best = bestPromotions(free.map((index) => lines[index]), promotions);
    const given = lines.map(() => null);
    for (const [at, index] of free.entries()) given[index] = best[at];
    unbound ??= given;
    const cost = (index) => lines[index].gross - (given[index]?.amount ?? 0);
    const dearer = [...promises.keys()].filter((place) => (
      !kept.has(place) && sum(promises[place][0].map(cost)) > promises[place][1]));
    if (!dearer.length) return { given, unbound, kept };
    for (const place of dearer) kept.add(place);
  }
}

/** The products in their order, and the lines of each. */
function lotsOf(lines) {
  const places = new Map();
  const lots = [];
  const members = [];
  for (const [index, line] of lines.entries()) {
    if (!places.has(line.product_id)) {
      places.set(line.product_id, lots.length);
      lots.push({ ...line, quantity: 0, gross: 0 });
      members.push([]);
    }
    const place = places.get(line.product_id);
    lots[place].quantity += line.quantity;
    lots[place].gross += line.gross;
    members[place].push(index);
  }
  return { lots, members };
}

/** For each lot the promotion that it gets and what that saves there. */
function chosen(known, lots) {
  const given = Array(lots).fill(null);
  for (const { terms, savings } of known.filter((one) => !isWide(one.terms))) {
    for (const [place, saved] of savings) {
      if (!given[place] || saved > given[place].saved) given[place] = { terms, saved };
    }
  }
  const total = (one) => sum([...one.savings.values()]);
  const wide = known.filter((one) => isWide(one.terms)).sort((one, two) => total(two) - total(one))
    .slice(0, MOST_WIDE);
  for (const { terms, savings } of bestOf(wide, given)) {
    for (const [place, saved] of savings) given[place] = { terms, saved };
  }
  return given;
}

/** The combination of sets and gifts that saves most with the best of each other lot. */
function bestOf(wide, single) {
  let best = { taken: [], saved: worthOf([], single) };
  for (let mask = 1; mask < 1 << wide.length; mask += 1) {
    const taken = wide.filter((one, index) => (mask >> index) & 1);
    const saved = worthOf(taken, single);
    if (saved > best.saved) best = { taken, saved };
  }
  return best.taken;
}

/** -1 where two of them want the same product. */
function worthOf(taken, single) {
  const used = new Map(taken.flatMap((one) => [...one.savings]));
  if (used.size < sum(taken.map((one) => one.savings.size))) return -1;
  const rest = single.filter((one, place) => one && !used.has(place)).map((one) => one.saved);
  return sum([...used.values(), ...rest]);
}
