/**
 * Quantities in packs: whole numbers of the base unit, split into what people count. Twin of the
 * server's core/quantity.py.
 */

/**
 * The greedy, exact split over pack factors, largest first, zeros left out; 1 is understood.
 * @param {number} quantity base units, not below zero @param {number[]} factors each at least 1
 * @returns {{factor: number, count: number}[]}
 */
export function splitIntoPacks(quantity, factors) {
  if (!Number.isSafeInteger(quantity) || quantity < 0) {
    throw new RangeError("a quantity is not negative");
  }
  if (!factors.every((factor) => Number.isSafeInteger(factor) && factor >= 1)) {
    throw new RangeError("a pack holds at least one base unit");
  }
  const parts = [];
  let left = quantity;
  for (const factor of [...new Set([...factors, 1])].sort((one, other) => other - one)) {
    const count = Math.floor(left / factor);
    left -= count * factor;
    if (count) parts.push({ factor, count });
  }
  return parts;
}

/**
 * "2 boxes + 3 strips + 4 tablets"; "" for none.
 * @param {number} quantity
 * @param {{name: string, factor: number}[]} packs the base unit among them; of two with the same
 *   factor the first is used
 * @param {(name: string, count: number) => string} countOf writes one count, such as "3 strips"
 */
export function quantityWords(quantity, packs, countOf) {
  const names = new Map([...packs].reverse().map((pack) => [pack.factor, pack.name]));
  return splitIntoPacks(quantity, [...names.keys()])
    .map((part) => countOf(names.get(part.factor) ?? "unit", part.count))
    .join(" + ");
}
