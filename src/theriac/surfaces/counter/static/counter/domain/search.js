/**
 * The counter's own search: what people type finds the products that the server would find, in the
 * same order, without the network. Give it the catalogue's products once and each change after.
 */
import { tableOf } from "./search/abbreviations.js";
import { documentOf } from "./search/documents.js";
import { searchIndex } from "./search/engine.js";
import { SearchIndex } from "./search/index.js";

const SLICE = 500;

export class CatalogueSearch {
  constructor() {
    this.index = new SearchIndex();
    this.own = new Map();
  }

  get size() {
    return this.index.size;
  }

  /** Whether so much was replaced that building anew frees memory. */
  get isWorn() {
    return this.index.isWorn;
  }

  /**
   * Take or replace products.
   * @param {Iterable<import("./search/documents.js").SearchableProduct>} products
   */
  put(products) {
    this.index.put(Array.from(products, documentOf));
  }

  /**
   * Take many products without holding up the page: `pause` is awaited after each slice.
   * @param {import("./search/documents.js").SearchableProduct[]} products
   * @param {() => Promise<void>} pause
   */
  async load(products, pause) {
    const documents = [];
    for (let start = 0; start < products.length; start += SLICE) {
      for (const product of products.slice(start, start + SLICE)) {
        documents.push(documentOf(product));
      }
      await pause();
    }
    this.index.put(documents);
  }

  /** @param {Iterable<string>} ids */
  remove(ids) {
    this.index.remove(ids);
  }

  /** Take the pharmacy's own abbreviations. @param {{short: string, words: string}[]} rows */
  abbreviate(rows) {
    this.own = tableOf(rows);
  }

  /**
   * Product ids in order; `total` counts those beyond the limit too; `corrected` is what was
   * searched instead, or null; `unmatched` are the words that nothing has.
   * @param {string} text @param {{limit?: number, onlyActive?: boolean}} [options]
   */
  search(text, { limit = 50, onlyActive = true } = {}) {
    return searchIndex(this.index, text, { limit, onlyActive, own: this.own });
  }
}
