/**
 * Products that are one medicine: which substance a typed text names (as the server's
 * `catalog/medicines/naming.py` reads it), and whose brands come first. Pure.
 */
import { sound } from "./search/sounds.js";
import { queryTokens, tokens } from "./search/text.js";
import { otherWords } from "./search/words.js";

const LONGEST_NAME = 6;
const SHORTEST_BEGINNING = 4;
const spokenOf = (words) => words.map((word) => sound(word) || word).join(" ");
const keyOf = (name) => tokens(name).map(({ text }) => text).join(" ");

/** Products by generic and by substance, kept as the catalogue changes. */
export class Medicines {
  constructor() {
    /** @type {Map<string, Set<string>>} */
    this.ofGeneric = new Map();
    /** @type {Map<string, {words: string[], also: Set<string>, products: Set<string>}>} */
    this.substances = new Map();
    /** @type {Map<string, Set<string>>} keys of substances by how they sound */
    this.spoken = new Map();
  }

  /** @param {{id: string, generic_id?: string|null, ingredients?: string[]}} product */
  put(product) {
    if (!product.generic_id) return;
    take(this.ofGeneric, product.generic_id, product.id);
    for (const name of product.ingredients ?? []) {
      const key = keyOf(name);
      if (!this.substances.has(key)) this.add(key);
      this.substances.get(key).products.add(product.id);
    }
  }

  add(key) {
    const words = key.split(" ");
    const also = new Set(words.length === 1 ? otherWords(key).map(sound) : []);
    this.substances.set(key, { words, also, products: new Set() });
    take(this.spoken, spokenOf(words), key);
  }

  remove(product) {
    this.ofGeneric.get(product.generic_id)?.delete(product.id);
    for (const name of product.ingredients ?? []) this.substances.get(keyOf(name))?.products.delete(product.id);
  }

  /** Products with the same substances, strengths and form, the product itself left out. */
  equivalentsOf(product) {
    const found = product.generic_id ? (this.ofGeneric.get(product.generic_id) ?? []) : [];
    return [...found].filter((id) => id !== product.id);
  }

  /** The products that hold the substance which the text names; null where it names none. */
  named(text) {
    const words = queryTokens(text).map((token) => token.text);
    const keys = words.length ? this.keysNamed(words) : [];
    if (!keys.length) return null;
    return new Set(keys.flatMap((key) => [...this.substances.get(key).products]));
  }

  keysNamed(words) {
    for (let count = Math.min(words.length, LONGEST_NAME); count > 0; count -= 1) {
      const found = this.spoken.get(spokenOf(words.slice(0, count)));
      if (found) return [...found];
    }
    const heard = sound(words[0]);
    const same = [...this.substances].filter(([, { also }]) => also.has(heard)).map(([key]) => key);
    if (same.length || words.length > 1 || words[0].length < SHORTEST_BEGINNING) return same;
    const begun = [...this.substances].filter(([key]) => key.startsWith(words[0]));
    return new Set(begun.map(([, one]) => one.words[0])).size === 1 ? begun.map(([key]) => key) : [];
  }
}

function take(map, key, value) {
  if (!map.has(key)) map.set(key, new Set());
  map.get(key).add(value);
}

/**
 * What is here before what isn't, of that the earliest expiry, and otherwise as it stood.
 * @template T @param {T[]} rows @param {(row: T) => {available: number, first: {expiry: string|null}|null}} takeOf
 */
export function hereFirst(rows, takeOf) {
  const seen = rows.map((row, place) => ({ row, place, take: takeOf(row) }));
  const day = ({ take: { available, first } }) => (available ? (first?.expiry ?? "9999") : "~");
  seen.sort((one, other) => (day(one) === day(other) ? one.place - other.place : day(one) < day(other) ? -1 : 1));
  return seen.map(({ row }) => row);
}

/**
 * The rows that are here, medicine after medicine as they stood; of one medicine the earliest expiry
 * first. What isn't here is left out.
 * @template T @param {T[]} rows @param {(row: T) => string} medicineOf
 * @param {(row: T) => {available: number, first: {expiry: string|null}|null}} takeOf
 */
export function hereByMedicine(rows, medicineOf, takeOf) {
  const medicines = new Map();
  for (const row of rows.filter((one) => takeOf(one).available)) {
    const key = medicineOf(row);
    if (!medicines.has(key)) medicines.set(key, []);
    medicines.get(key).push(row);
  }
  return [...medicines.values()].flatMap((brands) => hereFirst(brands, takeOf));
}

/** What two products share that are one medicine: their generic, else substance, strength and form. */
export function medicineOf(product) {
  if (product.generic_id) return product.generic_id;
  const known = [product.substance || product.generic_name, product.strength, product.dose_form];
  return known[0] ? known.join("|").toLowerCase() : product.id;
}
