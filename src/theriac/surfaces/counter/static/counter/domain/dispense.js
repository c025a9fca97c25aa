/**
 * What a basket sells on ready prescriptions: their lines, how much of each at most, in batches that outlive the
 * therapy. Ids and numbers alone; whose it is and who prescribed it is sealed in the basket's patient and ground. Pure.
 *
 * @typedef {{id: string, code: string, line_id: string, most: number, min_days: number, product_ids: string[]}} OnLine
 *   of a basket's line, as its `prescription`: the prescription and its code, its line, base units at most
 */
import { withoutDoses } from "./safety/answers.js";

/** The largest sellable pack that counts a quantity whole, else single units. */
export function packsFor(quantity, packs) {
  const fitting = packs.filter((one) => one.sellable && quantity % one.factor === 0)
    .sort((left, right) => right.factor - left.factor);
  const pack = fitting[0] ?? packs.find((one) => one.factor === 1) ?? packs[0];
  return { pack, packs: Math.max(1, Math.floor(quantity / pack.factor)) };
}

/** Of the products that a line may be, the first that has enough here, else the first that is known. */
export function productFor({ product_ids: ids, left, min_days: days }, productOf, unitsOf) {
  const known = ids.map(productOf).filter(Boolean);
  return known.find((one) => unitsOf(one, days) >= left) ?? known[0] ?? null;
}

/**
 * A basket with a prescription taken into it, behind what it has.
 * @param {import("./basket.js").Basket} basket @param {object} ground sealed @param {object[]} lines
 * @param {object[]} reviewed alerts that the review answered
 */
export function takeInto(basket, ground, lines, reviewed) {
  const answers = withoutDoses(basket.answers, lines.map((line) => line.product_id));
  return {
    ...basket, ...(answers ? { answers } : {}), lines: [...basket.lines, ...lines],
    grounds: [...basket.grounds, ground],
    reviewed: [...(basket.reviewed ?? []), ...reviewed], selected: lines[0]?.id ?? basket.selected,
  };
}

/** Another product of what a line of a prescription may be stands for it: the chosen line is sold on it then. */
export function standIn(basket, line) {
  const { prescription, ground_id, dose } = line;
  const dosed = dose ? { dose } : {};
  const lines = basket.lines.map((one) => (one.id === basket.selected
    && prescription?.product_ids.includes(one.product_id) ? { ...one, prescription, ground_id, ...dosed } : one));
  return { ...basket, lines };
}

/** The codes of the prescriptions that lines are sold on, each once. */
export function codesOf(lines) {
  return [...new Set(lines.map((line) => line.prescription?.code).filter(Boolean))];
}

/** The line of the basket whose ground is a taken prescription's, or null. */
export function takenBy(basket, groundId) {
  return basket.lines.find((line) => line.prescription && line.ground_id === groundId) ?? null;
}

/** More than is left of a line; or no server that says whether it may still be dispensed. */
export function dispenseProblems(line, quantity, alone) {
  if (!line.prescription) return [];
  const { most, code } = line.prescription;
  if (quantity > most) return [{ kind: "prescription_more", level: "stop", most, code }];
  return alone ? [{ kind: "prescription_alone", level: "stop", code }] : [];
}

/** What a sale and the question before payment say of a line. */
export function dispenseOf({ prescription }) {
  return prescription ? { prescription_line_id: prescription.line_id, min_days: prescription.min_days } : {};
}
