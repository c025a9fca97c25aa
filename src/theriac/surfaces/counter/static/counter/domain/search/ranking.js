/**
 * The order of what was found, as the server has it: exact names, the nearest match, single
 * substances before several, names that begin with all that was typed.
 */
import { both, orInto, without } from "./bits.js";
import { STEP } from "./hits.js";

/** How many of the first are set in order by what is in stock. */
export const WINDOW = 60;
/** One more than the highest level of what sells. */
export const LEVELS_APART = 16;
/** Levels by which one must sell better to be clearly meant: four times as often. */
const CLEARLY = 2;

/** Sets of documents in their order: those of one set match as well and are as single. */
export function groups(index, levels, typed) {
  const exact = index.named(typed);
  const beginning = index.beginning(typed);
  const steps = new Map();
  let first = null;
  for (const [cost, bits] of levels) {
    first = joinedBits(first, both(bits, exact));
    const rest = without(bits, exact);
    if (!rest) continue;
    const step = Math.floor(cost / STEP);
    if (!steps.has(step)) steps.set(step, new Map());
    const places = steps.get(step);
    keep(places, 0, both(rest, beginning));
    keep(places, 1 + (cost % STEP), without(rest, beginning));
  }
  const found = first ? [first] : [];
  for (const [, places] of inOrder(steps)) {
    for (const chosen of [without, both]) {
      for (const [, bits] of inOrder(places)) {
        const part = chosen(bits, index.compounds());
        if (part) found.push(part);
      }
    }
  }
  return found;
}

const inOrder = (map) => [...map].sort(([one], [other]) => one - other);

function keep(places, place, bits) {
  if (bits) places.set(place, joinedBits(places.get(place) ?? null, bits));
}

function joinedBits(one, other) {
  if (!one || !other) return one ?? other;
  orInto(one, other);
  return one;
}

/** Of products that tie, those in stock first; beyond the window all stay where they are. */
export function byStock(productIds, ties, isInStock) {
  const first = productIds.slice(0, WINDOW)
    .map((id, place) => ({ id, tie: ties[place], out: !isInStock(id), place }));
  first.sort((one, other) => one.tie - other.tie || one.out - other.out || one.place - other.place);
  return [...first.map(({ id }) => id), ...productIds.slice(WINDOW)];
}

/**
 * Whether another medicine is as likely as the first: it matches as well, is here if the first is, and
 * isn't sold far less.
 * @param {{tie: number, isHere: boolean, medicine: string}[]} likely what was found, in order
 */
export function areSeveral([first, ...others]) {
  if (!first) return false;
  const group = (one) => Math.ceil(one.tie / LEVELS_APART);
  return others.some((one) => one.medicine !== first.medicine && group(one) === group(first)
    && one.isHere === first.isHere && one.tie - first.tie < CLEARLY);
}
