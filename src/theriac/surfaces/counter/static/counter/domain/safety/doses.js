/**
 * The most of a substance that a day may have, with the sum that people can check: the twin of the server's
 * `clinical/rules/doses.py` for nobody known. Amounts are micrograms, exact ratios of whole numbers.
 *
 * @typedef {{times: number, milliunits: number}} Dose so many times a day, thousandths of a base unit each time
 * @typedef {{n: bigint, d: bigint}} Ratio
 */
import { isLocal } from "./medicines.js";

const ADULT_MONTHS = 216; // what an age that isn't known is read as
const NONE = { n: 0n, d: 1n };
const MILLI = 1000n;
const plus = (one, two) => ({ n: one.n * two.d + two.n * one.d, d: one.d * two.d });
const isMore = (one, two) => one.n * two.d > two.n * one.d;

/** The hardest limit that each substance exceeds, and what couldn't be added up. */
export function doses(knowledge, holders) {
  const alerts = [];
  const gaps = new Map();
  const put = (why, what) => gaps.set(`${why}\n${what}`, { check: "doses", why, what });
  for (const [substance, medicines] of holders) {
    const limits = knowledge.dosesOf(substance);
    if (!limits.length) continue;
    const swallowed = medicines.filter((each) => !isLocal(each));
    for (const one of swallowed) {
      if (!amountOf(one, substance)) put("no_strength", one.name);
      if (!one.doses?.length || one.is_partly_said) put("no_dose", one.name);
    }
    if (limits.some((line) => line.from_months || line.to_months)) put("no_age", substance);
    const applying = limits.filter(holdsForAdults);
    if (applying.some((line) => line.by_weight)) put("no_weight", substance);
    const counted = swallowed.filter((one) => one.doses?.length && amountOf(one, substance));
    alerts.push(...exceeded(substance, counted, applying.filter((line) => !line.by_weight)));
  }
  return { alerts, gaps: [...gaps.values()] };
}

function holdsForAdults({ from_months: from, to_months: to }) {
  return (from ?? 0) <= ADULT_MONTHS && (to === null || ADULT_MONTHS < to);
}

/** Micrograms of the substance in a base unit, null where that isn't known. @returns {Ratio|null} */
function amountOf({ amounts }, substance) {
  const told = amounts.get(substance);
  if (!told) return null;
  const [n, d = "1"] = told.split("/");
  return { n: BigInt(n), d: BigInt(d) };
}

function exceeded(substance, medicines, limits) {
  const terms = medicines.flatMap((one) => one.doses.map((dose) => ({ dose, amount: amountOf(one, substance) })));
  const total = terms.map(dayOf).reduce(plus, NONE);
  const over = limits.filter((line) => line.amount && isMore(total, limitOf(line)));
  if (!over.length) return [];
  const line = over.reduce((first, next) => (isHarder(next, first) ? next : first));
  const { tier, said, to_do, source, of } = line;
  const rule = line.rule || `${line.kind}:${line.first}:${line.second}`;
  const sum = `${terms.map(termOf).join(" + ")} = ${milligrams(total)}`;
  const ids = medicines.map(({ id }) => id);
  return [{
    check: "doses", tier, rule, subjects: [substance], medicines: ids, said, to_do, source, of,
    arithmetic: `${sum} > ${milligrams(limitOf(line))}`,
  }];
}

const limitOf = ({ amount }) => ({ n: BigInt(amount), d: 1n });
const isHarder = (next, first) => next.tier < first.tier || (next.tier === first.tier && next.amount < first.amount);

function dayOf({ dose, amount }) {
  return { n: amount.n * BigInt(dose.times) * BigInt(dose.milliunits), d: amount.d * MILLI };
}

const termOf = ({ dose, amount }) => (
  `${dose.times} × ${written({ n: BigInt(dose.milliunits), d: MILLI })} × ${milligrams(amount)}`);
const milligrams = ({ n, d }) => `${written({ n, d: d * MILLI })} mg`;

/** A number exact to three decimals, cut there, without needless zeros. */
function written({ n, d }) {
  const thousandths = (n * MILLI) / d;
  const whole = String(thousandths / MILLI).replace(/\B(?=(\d{3})+$)/g, ",");
  const rest = String(thousandths % MILLI).padStart(3, "0").replace(/0+$/, "");
  return rest ? `${whole}.${rest}` : whole;
}
