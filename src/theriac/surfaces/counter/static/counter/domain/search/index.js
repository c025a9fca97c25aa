/**
 * The words of all products in memory. Documents are numbered as they come; a changed product
 * becomes a new document and its old one is left for dead: it stays in every list and is masked.
 */
import { emptyBits, hasBit, numbersIn, countBits, setBit } from "./bits.js";
import { PLACES } from "./documents.js";
import { compare, lowerBound, rangeBeginning } from "./order.js";
import { isLetters, sound } from "./sounds.js";

/** From here on a standing tells of two substances or more. */
const COMPOUND = 256;
const REMEMBERED = 128;
const FEW = 64;

/** Postings by word, words in order, words by sound, codes, and the products' fixed order. */
export class SearchIndex {
  constructor() {
    /** @type {Map<string, number[]>} eight times the document's number, plus the place */
    this.postings = new Map();
    this.terms = [];
    this.sounds = [];
    this.soundWords = [];
    this.codes = [];
    this.codeNumbers = [];
    this.ids = [];
    this.names = [];
    this.nameWords = [];
    this.popularity = [];
    this.standing = [];
    this.numbersNamed = new Map();
    /** @type {{names: string[], numbers: number[]}|null} the documents in the order of their names */
    this.inNames = null;
    this.order = [];
    this.numberOf = new Map();
    this.active = [];
    this.forgetDerived();
  }

  get size() {
    return this.numberOf.size;
  }

  /** Whether so many documents are dead that a new index is worth its making. */
  get isWorn() {
    const dead = this.ids.length - this.size;
    return dead > 1000 && dead > this.size;
  }

  /** Forget these products; unknown ones are passed over. */
  remove(ids) {
    for (const id of ids) this.numberOf.delete(id.toLowerCase());
    this.forgetDerived();
  }

  /** Take or replace products. @param {Iterable<import("./documents.js").Document>} documents */
  put(documents) {
    const fresh = [];
    const first = this.ids.length;
    const codes = [];
    for (const document of documents) {
      const number = this.enter(document);
      this.post(number, document.places, fresh);
      for (const code of document.codes) codes.push([code, number]);
    }
    this.takeTerms(fresh);
    this.takeCodes(codes);
    this.placeInNames(first);
    this.placeInOrder(first);
    this.forgetDerived();
  }

  enter({ id, orderName, popularity, standing, active }) {
    const number = this.ids.length;
    this.ids.push(id);
    this.names.push(orderName);
    this.nameWords.push(orderName.split(" ").length);
    this.popularity.push(popularity);
    this.standing.push(standing);
    if (!this.numbersNamed.has(orderName)) this.numbersNamed.set(orderName, []);
    this.numbersNamed.get(orderName).push(number);
    this.active.push(active);
    this.numberOf.set(id, number);
    return number;
  }

  post(number, places, fresh) {
    places.forEach((terms, place) => {
      for (const term of terms) {
        const known = this.postings.get(term);
        if (known) {
          known.push(number * 8 + place);
        } else {
          this.postings.set(term, [number * 8 + place]);
          fresh.push(term);
        }
      }
    });
  }

  takeTerms(fresh) {
    if (!fresh.length) return;
    this.terms = this.terms.concat(fresh).sort();
    const heard = this.sounds.map((text, place) => [text, this.soundWords[place]]);
    for (const term of fresh) if (isLetters(term)) heard.push([sound(term), term]);
    heard.sort((one, other) => compare(one[0], other[0]) || compare(one[1], other[1]));
    this.sounds = heard.map(([text]) => text);
    this.soundWords = heard.map(([, word]) => word);
  }

  takeCodes(codes) {
    if (codes.length > FEW) {
      const all = this.codes.map((code, place) => [code, this.codeNumbers[place]]).concat(codes);
      all.sort((one, other) => one[0] - other[0]);
      this.codes = all.map(([code]) => code);
      this.codeNumbers = all.map(([, number]) => number);
      return;
    }
    for (const [code, number] of codes) {
      const place = lowerBound(this.codes, code);
      this.codes.splice(place, 0, code);
      this.codeNumbers.splice(place, 0, number);
    }
  }

  /** What decides between equal matches: popularity, standing, words of the name, name, id. */
  comesBefore(one, other) {
    return this.popularity[other] - this.popularity[one]
      || (this.standing[one] % COMPOUND) - (this.standing[other] % COMPOUND)
      || this.nameWords[one] - this.nameWords[other]
      || compare(this.names[one], this.names[other]) || compare(this.ids[one], this.ids[other]);
  }

  placeInNames(first) {
    if (!this.inNames || this.ids.length - first > FEW) {
      this.inNames = null;
      return;
    }
    for (let number = first; number < this.ids.length; number += 1) {
      const place = lowerBound(this.inNames.names, this.names[number]);
      this.inNames.names.splice(place, 0, this.names[number]);
      this.inNames.numbers.splice(place, 0, number);
    }
  }

  placeInOrder(first) {
    const added = Array.from({ length: this.ids.length - first }, (_, index) => first + index);
    if (added.length > FEW) {
      this.order = this.order.concat(added).sort((one, other) => this.comesBefore(one, other));
      return;
    }
    for (const number of added) {
      let low = 0;
      let high = this.order.length;
      while (low < high) {
        const middle = (low + high) >>> 1;
        if (this.comesBefore(this.order[middle], number) < 0) low = middle + 1;
        else high = middle;
      }
      this.order.splice(low, 0, number);
    }
  }

  forgetDerived() {
    this.masks = null;
    this.compound = null;
    this.known = new Map();
  }

  /** The documents that count. */
  mask(onlyActive) {
    if (!this.masks) {
      this.masks = { live: emptyBits(this.ids.length), active: emptyBits(this.ids.length) };
      for (const number of this.numberOf.values()) {
        setBit(this.masks.live, number);
        if (this.active[number]) setBit(this.masks.active, number);
      }
    }
    return onlyActive ? this.masks.active : this.masks.live;
  }

  /** The documents of two substances or more. */
  compounds() {
    if (!this.compound) {
      this.compound = emptyBits(this.ids.length);
      this.standing.forEach((standing, number) => {
        if (standing >= COMPOUND) setBit(this.compound, number);
      });
    }
    return this.compound;
  }

  /** The documents whose name is exactly these words. */
  named(name) {
    return this.bitsOf(this.numbersNamed.get(name) ?? []);
  }

  /** The documents whose name begins with exactly these letters. */
  beginning(name) {
    const { names, numbers } = this.byName();
    const [low, high] = rangeBeginning(names, name);
    return this.bitsOf(numbers.slice(low, high));
  }

  byName() {
    if (!this.inNames) {
      const numbers = this.names.map((_, number) => number);
      numbers.sort((one, other) => compare(this.names[one], this.names[other]));
      this.inNames = { names: numbers.map((number) => this.names[number]), numbers };
    }
    return this.inNames;
  }

  bitsOf(numbers) {
    const found = emptyBits(this.ids.length);
    for (const number of numbers) setBit(found, number);
    return found;
  }

  /** What `find` finds, kept until the next change or until others push it out. */
  remembered(key, find) {
    const known = this.known.get(key);
    if (known) return known;
    const found = find();
    if (this.known.size >= REMEMBERED) this.known.delete(this.known.keys().next().value);
    this.known.set(key, found);
    return found;
  }

  termsBeginning(beginning) {
    return this.terms.slice(...rangeBeginning(this.terms, beginning));
  }

  /** For each place, the documents that have one of the words there, or null for none. */
  documentsByPlace(words) {
    const found = new Array(PLACES).fill(null);
    for (const word of words) {
      for (const entry of this.postings.get(word)) {
        const place = entry & 7;
        found[place] ??= emptyBits(this.ids.length);
        setBit(found[place], entry >>> 3);
      }
    }
    return found;
  }

  /** How many documents in the mask have the word. */
  count(word, mask) {
    let count = 0;
    for (const entry of this.postings.get(word)) if (hasBit(mask, entry >>> 3)) count += 1;
    return count;
  }

  /** The documents with exactly this code, and with one that begins so. */
  documentsByCode(digits, longest) {
    const exact = emptyBits(this.ids.length);
    const longer = emptyBits(this.ids.length);
    for (let more = 0; more <= longest - digits.length; more += 1) {
      const low = lowerBound(this.codes, Number(digits) * 10 ** more);
      const high = lowerBound(this.codes, (Number(digits) + 1) * 10 ** more);
      for (let place = low; place < high; place += 1) {
        setBit(more ? longer : exact, this.codeNumbers[place]);
      }
    }
    return [exact, longer].map((bits) => (countBits(bits) ? bits : null));
  }

  /** The first `count` of the set in the products' fixed order. */
  firstInOrder(bits, count) {
    const size = countBits(bits);
    if (size * size <= 4 * this.order.length) {
      return numbersIn(bits).sort((one, other) => this.comesBefore(one, other)).slice(0, count);
    }
    const found = [];
    for (const number of this.order) {
      if (found.length === count) break;
      if (hasBit(bits, number)) found.push(number);
    }
    return found;
  }
}
