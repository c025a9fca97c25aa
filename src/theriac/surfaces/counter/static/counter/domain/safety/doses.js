/**
 * What lacks for a sum of doses. A basket at the counter doesn't say how often and how much is taken,
 * so that no day can be added up here and no strength is asked; a device names what to ask for instead.
 */
import { isLocal } from "./medicines.js";

const ADULT_MONTHS = 216;

/** Gaps for each medicine whose substance has a highest daily dose. */
export function doseGaps(knowledge, holders) {
  const gaps = new Map();
  const put = (why, what) => gaps.set(`${why}\n${what}`, { check: "doses", why, what });
  for (const [substance, medicines] of holders) {
    const limits = knowledge.dosesOf(substance);
    if (!limits.length) continue;
    for (const one of medicines.filter((each) => !isLocal(each))) put("no_dose", one.name);
    if (limits.some((line) => line.from_months || line.to_months)) put("no_age", substance);
    if (limits.some((line) => line.by_weight && holdsForAdults(line))) put("no_weight", substance);
  }
  return [...gaps.values()];
}

/** What an age that isn't known is read as. */
function holdsForAdults({ from_months: from, to_months: to }) {
  return (from ?? 0) <= ADULT_MONTHS && (to === null || ADULT_MONTHS < to);
}
