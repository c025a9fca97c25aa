/** What was asked for and not in stock, as it is told to the server. */

export const LONGEST_TEXT = 120;
/** Base units that one request may ask for. */
export const MOST_ASKED = 100_000;

const plain = (text) => text.replace(/[\p{C}\p{Zl}\p{Zp}]/gu, " ").replace(/\s+/gu, " ").trim();

/** In one line, without signs that don't show, cut where the server cuts it. */
export const textToKeep = (text) => plain(text).slice(0, LONGEST_TEXT).trim();

/** Packs of so many base units that one request may ask for. */
export const mostPacks = (factor) => Math.floor(MOST_ASKED / factor);

/** A whole number of packs from what was typed; null where it is none, or more than may be asked for. */
export function packsAsked(typed, factor) {
  const count = /^\d{1,6}$/.test(typed.trim()) ? Number(typed.trim()) : 0;
  return count >= 1 && count <= mostPacks(factor) ? count : null;
}

/**
 * @param {{id: string, at: string, person: object, product: object|null, pack: object|null, packs: number,
 *   text: string, note: string}} told a product in packs, or in words what the catalogue doesn't have
 */
export function unmetDocument({ id, at, person, product, pack, packs, text, note }) {
  return {
    id, at, person_id: person.id, product_id: product?.id ?? null, text: product ? "" : textToKeep(text),
    quantity: packs * (product ? pack.factor : 1), note: textToKeep(note),
  };
}
