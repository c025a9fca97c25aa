/**
 * The safety checks of a basket for nobody known: the twin of the server's `clinical/rules/check.py`.
 * Checks of a person don't run here, and the result says so. Pure, and it costs by the basket, not by
 * the knowledge.
 *
 * @typedef {{check: string, tier: 1|2|3, rule: string, subjects: string[], medicines: string[],
 *   said: Record<string, string>, to_do: Record<string, string>, source: string,
 *   of: import("./knowledge.js").SetName|null, arithmetic?: string}} Alert
 *   `medicines`: ids; `arithmetic`: a sum of doses
 * @typedef {{check: string, why: string, what: string}} NotRun
 * @typedef {{alerts: Alert[], ran: {check: string, sets: object[]}[], not_run: NotRun[]}} Result
 */
import { doses } from "./doses.js";
import { duplicates } from "./duplicates.js";
import { interactions } from "./interactions.js";
import { expanded, holdersOf } from "./medicines.js";

export const CHECKS = ["interactions", "allergies", "duplicates", "doses", "age", "pregnancy", "conditions"];
const OF_A_PERSON = ["allergies", "age", "pregnancy", "conditions"];

const RUN = {
  interactions: (knowledge, holders, medicines) => ({ alerts: interactions(knowledge, holders, medicines), gaps: [] }),
  duplicates: (knowledge, holders, medicines) => duplicates(medicines, holders),
  doses,
};

/** @returns {Result} */
export function check(knowledge, medicines) {
  const known = medicines.map((one) => expanded(knowledge, one));
  const holders = holdersOf(known);
  const result = { alerts: [], ran: [], not_run: [] };
  for (const kind of CHECKS) runOne(kind, { knowledge, known, holders }, result);
  result.alerts.sort((one, other) => (
    one.tier - other.tier || CHECKS.indexOf(one.check) - CHECKS.indexOf(other.check)));
  return result;
}

function runOne(kind, { knowledge, known, holders }, result) {
  const sets = knowledge.setsOf(kind);
  if (OF_A_PERSON.includes(kind)) {
    result.not_run.push({ check: kind, why: "no_patient", what: "" });
  } else if (!sets.length && kind !== "duplicates") {
    result.not_run.push({ check: kind, why: "no_set", what: "" });
  } else {
    const { alerts, gaps } = RUN[kind](knowledge, holders, known);
    result.alerts.push(...alerts.map(knowledge.weighed));
    for (const one of known) {
      if (!one.contents.length) result.not_run.push({ check: kind, why: "no_substance", what: one.name });
    }
    result.not_run.push(...gaps);
    result.ran.push({ check: kind, sets });
  }
}
