/**
 * The only places where the counter rounds: exact ratios of whole numbers, products in BigInt.
 * Twin of the server's core/money.py. Amounts are whole minor units; nothing here is a fraction.
 */

function whole(value) {
  if (!Number.isSafeInteger(value)) throw new RangeError(`not a whole number: ${value}`);
  return BigInt(value);
}

function plain(value) {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`too large: ${value}`);
  return number;
}

function halfUp(numerator, denominator) {
  const size = numerator < 0n ? -numerator : numerator;
  const nearest = (2n * size + denominator) / (2n * denominator);
  return numerator < 0n ? -nearest : nearest;
}

function product(numbers) {
  return numbers.reduce((sum, number) => sum * whole(number), 1n);
}

/**
 * The whole number nearest to the product of `numerators` over the product of `denominators`,
 * halves away from zero.
 * @param {number[]} numerators @param {number[]} denominators above zero
 */
export function ratioHalfUp(numerators, denominators) {
  return plain(halfUp(product(numerators), product(denominators)));
}

/** The same ratio rounded down; its numbers aren't below zero. */
export function ratioDown(numerators, denominators) {
  return plain(product(numerators) / product(denominators));
}

/** Compare a/b with c/d exactly: below zero, zero or above. */
export function compareRatios([a, b], [c, d]) {
  const left = product([a, d]);
  const right = product([c, b]);
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** The nearest multiple, halves away from zero (cash rounding). */
export function roundToMultiple(amount, multiple) {
  return ratioHalfUp([amount], [multiple]) * multiple;
}

/** The exact sum of whole numbers. Throws RangeError when it leaves the safe range. */
export function sum(amounts) {
  return plain(amounts.reduce((total, amount) => total + whole(amount), 0n));
}

/**
 * Split an amount by whole weights so that the parts add up to it: largest remainder, the earlier
 * part first; weights that are all zero share equally.
 * @param {number} amount not below zero @param {number[]} weights
 */
export function shareOut(amount, weights) {
  if (!weights.length) throw new RangeError("nothing to share out to");
  const shares = weights.some((weight) => weight) ? weights : weights.map(() => 1);
  const all = shares.reduce((total, weight) => total + whole(weight), 0n);
  const parts = shares.map((weight) => (whole(amount) * whole(weight)) / all);
  const rests = shares.map((weight) => (whole(amount) * whole(weight)) % all);
  const order = shares.map((_, index) => index).sort((one, other) => {
    if (rests[one] === rests[other]) return one - other;
    return rests[one] > rests[other] ? -1 : 1;
  });
  const left = whole(amount) - parts.reduce((total, part) => total + part, 0n);
  for (const index of order.slice(0, Number(left))) parts[index] += 1n;
  return parts.map(plain);
}
