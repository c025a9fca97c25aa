/** The tiles of what is sold often without a code: which there are, and the way to them. */
import { isSold } from "../../domain/lifecycle.js";

/** Those that may be sold here, in the order of the back office; what the copy lacks isn't among them. */
export function tilesOf(app) {
  return (app.store.get().settings?.favourites ?? []).flatMap(({ product_id: id, pack_id: packId, picture }) => {
    const product = app.catalogue.product(id);
    const pack = product?.packs.find((one) => one.id === packId);
    return pack?.sellable && isSold(product) ? [{ product, pack, picture }] : [];
  });
}

/** So many of the packs that were sold last are shown. */
const SOLD_SHOWN = 8;

/** The packs that this counter sold last, newest first, beside the favourites; what isn't sold now isn't among them. */
export function lastSoldTiles(app, favourites) {
  const shown = new Set(favourites.map(({ pack }) => pack.id));
  return app.store.get().lastSold.flatMap(({ product_id: id, pack_id: packId }) => {
    const product = app.catalogue.product(id);
    const pack = product?.packs.find((one) => one.id === packId);
    return pack?.sellable && isSold(product) && !shown.has(packId) ? [{ product, pack, picture: null }] : [];
  }).slice(0, SOLD_SHOWN);
}

export const favouriteActions = {
  /** ↓ in the empty search: to the tiles beside the basket, or to a list of them where none lie there. */
  favourites(app) {
    const { phase, dialog } = app.store.get();
    if (phase !== "desk" || dialog) return;
    const [first] = document.querySelectorAll("[data-tile]");
    if (first) first.focus();
    else app.open({ kind: "favourites" });
  },
};
