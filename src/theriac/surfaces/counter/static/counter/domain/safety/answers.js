/**
 * Answers to alerts of the basket: which reasons fit, which alert one answers, and what is sent of it. The twin
 * of the server's `clinical/rules/answers.py`. Pure.
 *
 * @typedef {{check: string, rule: string, tier: number, set_name: string, edition: string, product_ids: string[],
 *   reason: string, note: string, approval: {id: string, approved_by: string, approved_at: string, sealed: string,
 *   content: object}|null}} Answer `approval`: a pharmacist's, where who sells isn't one
 */
export const OF_A_PERSON = ["allergies", "age", "pregnancy", "conditions"];
export const STOP = 1;
const NOTE = 3;
/** Why an alert of a prescription is answered: its review did. */
const REVIEWED = "reviewed";
const HOLDS_MS = 9 * 60_000; // the server takes ten minutes
const COMMON = ["taken_before", "prescriber_agreed", "other_person", "does_not_fit", "other"];
export const REASONS = {
  1: ["prescriber_agreed", "taken_before", "other_person", "does_not_fit", "other"],
  2: ["advised", "not_together", ...COMMON],
};
const NONE = [];

/** What an answer names of an alert: of a check of a person no rule of it, so that the basket tells nothing. */
export function namedOf({ check, rule, tier, of, medicines }) {
  return {
    check, rule: OF_A_PERSON.includes(check) ? check : rule, tier, set_name: of?.name ?? "", edition: of?.edition ?? "",
    product_ids: [...new Set(medicines)].sort(),
  };
}

/** One alert or its answer, as text. */
export const keyOf = ({ check, rule, product_ids: ids }) => JSON.stringify([check, rule, ids]);
export const keyOfAlert = (alert) => keyOf(namedOf(alert));

/** Exactly what a pharmacist approves. */
export function contentOf(saleId, answer) {
  const { check, rule, set_name: set, edition, product_ids, reason } = answer;
  return { sale_id: saleId, alert: { check, rule, set, edition, product_ids, reason } };
}

/**
 * The answer that holds for this alert now, or null. `own`: who sells answers what stops by themselves; what the review
 * of its prescription answered (`reviewed`) holds.
 */
export function answerTo(alert, answers, around) {
  const key = keyOfAlert(alert);
  const before = (around.reviewed ?? NONE).find((one) => keyOf(one) === key && one.tier <= alert.tier);
  if (before) return { ...before, reason: REVIEWED };
  const found = (answers ?? NONE).find((one) => keyOf(one) === key && one.tier <= alert.tier);
  if (!found) return null;
  return holds(found, around) ? found : null;
}

function approved({ approval, ...answer }, now, saleId) {
  if (!approval || JSON.stringify(approval.content) !== JSON.stringify(contentOf(saleId, answer))) return false;
  const age = Date.parse(now) - Date.parse(approval.approved_at);
  return age >= 0 && age < HOLDS_MS;
}

/** The alerts that still want an answer; what is for information wants none. */
export function unansweredOf(alerts, answers, around) {
  const open = alerts.filter((alert) => alert.tier < NOTE && !answerTo(alert, answers, around));
  return open.length ? open : NONE;
}

/**
 * What the reviews of the basket's prescriptions answered and still holds: an answer to a sum of doses only while all
 * that is taken of its products is on one prescription.
 */
export function reviewedStill({ reviewed, lines }) {
  if (!reviewed?.length) return NONE;
  const papers = (ids) => lines.filter((line) => line.dose && ids.includes(line.product_id))
    .map((line) => line.prescription?.id ?? null);
  const isOfOne = (ids) => new Set(papers(ids)).size < 2 && !papers(ids).includes(null);
  return reviewed.filter((one) => one.check !== "doses" || isOfOne(one.product_ids));
}

/** The answers without those to sums of doses of a product, which is taken in another way now. */
export function withoutDoses(answers, productIds) {
  return answers?.filter((one) => one.check !== "doses" || !one.product_ids.some((id) => productIds.includes(id)));
}

/** Put an answer into the basket, in place of an earlier one to the same alert. */
export function keepAnswer(basket, answer) {
  const others = (basket.answers ?? NONE).filter((one) => keyOf(one) !== keyOf(answer));
  return { ...basket, answers: [...others, answer] };
}

/**
 * The answers of the sale, as docs/counter-protocol.md has them; nothing for a sale without. What is still sold
 * counts, not what is shown just now: without the network nobody checks the patient's record again.
 */
export function answersSent(answers, productIds, around) {
  const sold = new Set(productIds);
  const sent = (answers ?? NONE).filter((one) => one.product_ids.every((id) => sold.has(id))
    && (around.forPatient || !OF_A_PERSON.includes(one.check)) && holds(one, around));
  return sent.length ? { answers: sent.map((one) => wireOf(one, around.own)) } : {};
}

const holds = (answer, { own, now, saleId }) => answer.tier !== STOP || own || approved(answer, now, saleId);

function wireOf({ approval, ...answer }, own) {
  if (!approval || own) return answer;
  const { id, approved_by, approved_at, sealed } = approval;
  return { ...answer, approval_id: id, approved_by, approved_at, sealed };
}
