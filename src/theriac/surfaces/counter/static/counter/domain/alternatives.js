/** What could be sold instead of a product that isn't here: the same medicine of another maker or pack. Pure. */

import { isSold } from "./lifecycle.js";
import { lineAmount } from "./pricing.js";

const plain = (text) => (text ?? "").trim().toLowerCase();

/** What two products must share to stand for each other; null where the catalogue doesn't say. */
export function sameMedicine(product) {
  return plain(product.generic_name) || plain(product.substance) || null;
}

/** Closest first: the same strength and form, then the same strength, then the rest. */
function distance(product, other) {
  const strength = plain(product.strength) === plain(other.strength);
  const form = plain(product.dose_form) === plain(other.dose_form);
  return strength && form ? 0 : strength ? 1 : 2;
}

/**
 * @param {object} product @param {Iterable<object>} others
 * @param {(product: object) => {available: number}} takeOf what is here of a product
 * @returns {{product: object, take: object}[]} those that are here, the closest first
 */
export function alternativesTo(product, others, takeOf, most = 3) {
  const medicine = sameMedicine(product);
  if (!medicine) return [];
  const found = [];
  for (const other of others) {
    if (other.id === product.id || !isSold(other) || sameMedicine(other) !== medicine) continue;
    const take = takeOf(other);
    if (take.available > 0) found.push({ product: other, take, distance: distance(product, other) });
  }
  found.sort((one, two) => one.distance - two.distance || (one.product.name < two.product.name ? -1 : 1));
  return found.slice(0, most).map(({ product: other, take }) => ({ product: other, take }));
}

/**
 * @typedef {{price: number|null, units: number}} Priced what so many base units of a pack cost, in minor units
 * @param {Priced} one @param {Priced} other
 * @returns {number} below zero where `one` costs less a unit; what has no price comes last
 */
export function byCost(one, other) {
  if (one.price === null || other.price === null) return Number(one.price === null) - Number(other.price === null);
  return one.price * other.units - other.price * one.units;
}

/**
 * What a customer saves who takes `other` for as many units of `wanted`.
 * @param {Priced} wanted @param {Priced} other
 * @returns {number|null} minor units, below zero where it costs more; null where a price is missing
 */
export function savingOf(wanted, other) {
  if (wanted.price === null || other.price === null) return null;
  return lineAmount({ amount: wanted.price, units: wanted.units }, other.units) - other.price;
}
