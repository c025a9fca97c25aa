/**
 * How often a basket's alerts are shown, answered, and heeded: the medicine was left out, or is taken otherwise. Counts
 * by day and rule alone leave the device; what a basket has shown so far stays with it here. Pure.
 *
 * @typedef {{key: string, check: string, rule: string, set_name: string, tier: number, product_ids: string[],
 *   on: string}} Seen an alert of a basket, on the day when it was first shown
 * @typedef {{on: string, check: string, rule: string, set_name: string, tier: number, shown: number,
 *   answered: number, heeded: number}} Count
 * @typedef {{baskets: {id: string, seen: Seen[]}[], counts: Count[], unsent: string[]}} Tally `unsent`: days
 */
import { answerTo, keyOf, namedOf } from "./answers.js";

export const NOTHING_COUNTED = { baskets: [], counts: [], unsent: [] };
const MOST_BASKETS = 50; // that wait: of an older one no more is counted than that its alerts were shown
const MOST_SEEN = 100;
const DAYS_KEPT = 40;
const MOST_COUNTS = 2_000;
const NOT_ANSWERED = { answered: false, heeded: false };

/** The tally with what a basket shows now; the same object where nothing of it is new. */
export function shownIn(tally, basketId, alerts, today) {
  const before = tally.baskets.find((one) => one.id === basketId)?.seen ?? [];
  const known = new Set(before.map((one) => one.key));
  const news = alerts.map((alert) => seenOf(alert, today))
    .filter((one, index, all) => !known.has(one.key) && all.findIndex(({ key }) => key === one.key) === index)
    .slice(0, Math.max(0, MOST_SEEN - before.length));
  if (!news.length) return tally;
  const others = tally.baskets.filter((one) => one.id !== basketId);
  const baskets = [...others, { id: basketId, seen: [...before, ...news] }].slice(-MOST_BASKETS);
  return news.reduce((now, one) => added(now, one, "shown"), { ...tally, baskets });
}

/**
 * The tally once a basket is over: sold, or emptied. What stood at its end and was answered went out in spite of it;
 * what was gone was heeded where its medicine was left out, or a sum of doses is smaller.
 * @param {{alerts: object[], answers: object[], around: object, lines: {product_id: string, dose?: object|null}[]}} end
 */
export function endedWith(tally, basketId, end) {
  const ended = tally.baskets.find((one) => one.id === basketId);
  if (!ended) return tally;
  const standing = new Map(end.alerts.map((alert) => [keyOf(namedOf(alert)), alert]));
  const baskets = tally.baskets.filter((one) => one.id !== basketId);
  return ended.seen.reduce((now, one, index) => {
    const { answered, heeded } = becameOf(one, standing, end, ended.seen.slice(index + 1));
    return answered ? added(now, one, "answered") : heeded ? added(now, one, "heeded") : now;
  }, { ...tally, baskets });
}

function becameOf(one, standing, end, later) {
  const alert = standing.get(one.key);
  if (alert) return { answered: Boolean(answerTo(alert, end.answers, end.around)), heeded: false };
  const isReplaced = later.some((other) => ruleOf(other) === ruleOf(one) && standing.has(other.key));
  return isReplaced ? NOT_ANSWERED : { answered: false, heeded: isHeeded(one, end.lines) };
}

/** A sum of doses is gone by less as well; by no dose at all it isn't. */
function isHeeded({ check, product_ids: ids }, lines) {
  const sold = new Set(lines.map((line) => line.product_id));
  if (ids.some((id) => !sold.has(id))) return true;
  return check === "doses" && lines.filter((line) => ids.includes(line.product_id)).every((line) => line.dose);
}

function seenOf(alert, today) {
  const { check, rule, tier, set_name: setName, product_ids: ids } = namedOf(alert);
  return {
    key: keyOf({ check, rule, product_ids: ids }), check, rule, set_name: setName, tier, product_ids: ids, on: today,
  };
}

const ruleOf = ({ check, set_name: setName, rule }) => JSON.stringify([check, setName, rule]);

function added(tally, one, figure) {
  const { on, check, rule, set_name: setName, tier } = one;
  const isIt = (count) => count.on === on && ruleOf(count) === ruleOf(one);
  const before = tally.counts.find(isIt) ?? {
    on, check, rule, set_name: setName, tier, shown: 0, answered: 0, heeded: 0,
  };
  const counts = [...tally.counts.filter((count) => !isIt(count)), { ...before, tier, [figure]: before[figure] + 1 }];
  return { ...tally, counts: counts.slice(-MOST_COUNTS), unsent: [...new Set([...tally.unsent, on])] };
}

/** What is to be told: the counts of the days of which something is new. */
export function toTell({ counts, unsent }) {
  return counts.filter((one) => unsent.includes(one.on));
}

/** The tally once the server heard these counts: what grew meanwhile is told again; old days go. */
export function toldOf(tally, told, before) {
  const same = (one) => told.some((other) => JSON.stringify(other) === JSON.stringify(one));
  const grew = new Set(toTell(tally).filter((one) => !same(one)).map((one) => one.on));
  return {
    ...tally, unsent: tally.unsent.filter((day) => grew.has(day)),
    counts: tally.counts.filter((one) => one.on >= before || grew.has(one.on)),
  };
}

export { DAYS_KEPT };
