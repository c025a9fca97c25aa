/** The search of domain/search.js over whole products, with the parts of the name that were found. */
import { isSold } from "../domain/lifecycle.js";
import { medicineOf } from "../domain/medicines.js";
import { CatalogueSearch } from "../domain/search.js";
import { WINDOW, areSeveral, byStock } from "../domain/search/ranking.js";

export function createSearchIndex() {
  let index = new CatalogueSearch();
  let abbreviations = [];

  const searchable = (product) => ({
    ...product, active: isSold(product), barcodes: product.packs.flatMap((pack) => pack.codes),
    ingredients: (product.ingredients ?? []).join(" "),
  });

  return {
    put: (products) => index.put(products.map(searchable)),
    remove: (ids) => index.remove(ids),

    /** The pharmacy's own abbreviations, as its settings have them. */
    abbreviate(rows) {
      abbreviations = rows;
      index.abbreviate(rows);
    },

    /** Much was replaced: a new index from all products frees what the old one holds. */
    renewWhenWorn(products) {
      if (!index.isWorn) return;
      index = new CatalogueSearch();
      index.put([...products].map(searchable));
      index.abbreviate(abbreviations);
    },

    /**
     * @param {string} text @param {number} limit @param {Map<string, object>} products
     * @param {(id: string) => boolean} isHere whether a product may be sold from the shelf
     * @param {(ids: string[]) => string[]} [choose] which of what was found to show, and in which order
     * @returns {{hits: {product: object, pack: null, marks: [number, number][]}[], total: number,
     *   corrected: string|null, sure: boolean, several: boolean}} `sure`: every word stood for
     *   something found, and the first hit is clearly it; `several`: other medicines are as likely
     */
    search(text, limit, products, isHere, choose = (ids) => ids.slice(0, limit)) {
      const found = index.search(text, { limit: Math.max(limit, WINDOW) });
      const known = found.productIds.filter((id) => products.has(id));
      const ties = new Map(found.productIds.map((id, place) => [id, found.ties[place]]));
      const ordered = byStock(known, known.map((id) => ties.get(id)), isHere);
      const wanted = `${text} ${found.corrected ?? ""}`.toLowerCase().split(/[^\p{L}\p{N}]+/u).filter(Boolean);
      const ids = choose(ordered);
      const likely = (id) => ({ tie: ties.get(id), isHere: isHere(id), medicine: medicineOf(products.get(id)) });
      const several = areSeveral(ids.slice(0, WINDOW).map(likely));
      const hits = ids.map((id) => products.get(id))
        .map((product) => ({ product, pack: null, marks: marksIn(product.name, wanted) }));
      return {
        hits, total: found.total, corrected: found.corrected, several,
        sure: !found.unmatched.length && !found.partial && !several,
      };
    },
  };
}

const NEARLY = 4;

/**
 * Where words of the name begin with what was looked for, or, for one spelled nearly so, begin
 * alike: pairs of start and end.
 */
export function marksIn(name, wanted) {
  const marks = [];
  for (const word of name.matchAll(/[\p{L}\p{N}]+/gu)) {
    const alike = Math.max(0, ...wanted.map((one) => foundIn(word[0].toLowerCase(), one)));
    if (alike) marks.push([word.index, word.index + alike]);
  }
  return marks;
}

function foundIn(word, wanted) {
  if (word.startsWith(wanted)) return wanted.length;
  let shared = 0;
  while (shared < word.length && word[shared] === wanted[shared]) shared += 1;
  return shared >= NEARLY && /\p{L}/u.test(wanted) ? word.length : 0;
}
