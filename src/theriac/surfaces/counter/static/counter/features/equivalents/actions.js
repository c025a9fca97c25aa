/** F7: the same medicine of another maker, in place of a line or for what was just found. */
import { insteadOf, removeLine, savedOn } from "../../domain/basket.js";
import { usualPack } from "../find/hit.js";

export const equivalentActions = {
  /** For what is found while somebody looks for something, else for the chosen line or the last one. */
  show_equivalents(app) {
    const { find, basket, assessed } = app.store.get();
    const hit = find.hits[find.at];
    const row = assessed.lines.find((one) => one.line.id === basket.selected) ?? assessed.lines.at(-1);
    if (hit) app.open({ kind: "equivalents", productId: hit.product.id, packId: find.packId });
    else if (row) app.open({
      kind: "equivalents", productId: row.product.id, packId: row.pack.id, lineId: row.line.id,
    });
    else app.refuse(app.words().t("equivalents.nothing"));
  },

  /** Sell another in place of a line, as many units of it where its packs allow, or besides. */
  substitute(app, { lineId, of, product, pack, packs, saving }) {
    if (lineId) app.change((basket) => removeLine(basket, lineId));
    app.run("add", { product, pack, packs });
    if (saving === null) return;
    app.change((basket) => insteadOf(basket, basket.selected, { product_id: of, pack_id: pack.id, saving }));
    const saved = savedBy(app.store.get().basket);
    if (saved > 0) app.store.set({ said: app.words().t("equivalents.saved", { amount: app.words().money(saved) }) });
  },
};

/** What the selected line saves. */
function savedBy({ lines, selected }) {
  const line = lines.find((one) => one.id === selected);
  return line ? savedOn(line) : 0;
}

/** The pack of the other product that holds as much, else its usual one; and how many of it. */
export function packsLike(product, pack, packs) {
  const same = product.packs.find((one) => one.sellable && one.factor === pack?.factor);
  if (same) return { pack: same, packs };
  const usual = usualPack(product);
  return { pack: usual, packs: Math.max(1, Math.ceil(((pack?.factor ?? 1) * packs) / usual.factor)) };
}
