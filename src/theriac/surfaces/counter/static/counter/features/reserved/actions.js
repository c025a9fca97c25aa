/**
 * Goods that are kept for somebody: whose they are is asked of the server when they are looked at,
 * and kept in the memory of this page alone; the basket holds ids and units.
 */
import { dropReserved, keepReserved, packsToAdd } from "../../domain/reserved.js";

const FRESH_MS = 60_000;

export const reservedActions = {
  /** Ask whose a product's reserved units are, once a minute and whenever there are other units. */
  async look_reserved(app, productId) {
    const { person, reserved } = app.store.get();
    const product = app.catalogue.product(productId);
    if (!person || !product) return;
    const { reserved: units } = app.catalogue.takeOf(product);
    const known = reserved[productId];
    const at = app.env.clock.now();
    if (known && known.units === units && at - known.at < FRESH_MS) return;
    note(app, productId, { units, at, list: known?.list ?? null });
    const list = await app.reservedOf(productId);
    if (app.store.get().person?.id !== person.id) return;
    note(app, productId, { units, at: list ? at : 0, list });
  },

  /** For what is found while somebody looks for something, else for the chosen line or the last one. */
  show_reserved(app) {
    const { find, basket, assessed } = app.store.get();
    const row = assessed.lines.find((one) => one.line.id === basket.selected) ?? assessed.lines.at(-1);
    const product = find.hits[find.at]?.product ?? row?.product;
    if (product) app.open({ kind: "reserved", productId: product.id });
    else app.refuse(app.words().t("equivalents.nothing"));
  },

  /** Have a reservation for this basket, and put in what the basket lacks of it. */
  fetch_reserved(app, reservation) {
    const { basket, assessed } = app.store.get();
    const product = app.catalogue.product(reservation.product_id);
    if (!product || basket.reserved?.some((one) => one.id === reservation.id)) return;
    const missing = packsToAdd(basket, assessed.lines, reservation, product.packs);
    app.change((now) => keepReserved(now, reservation));
    if (missing) app.run("add", { product, ...missing });
    else app.speakLine();
  },

  /** What ended meanwhile is let go: the goods are free for whoever comes first, or gone. */
  lose_reserved(app, ids) {
    const { basket, reserved } = app.store.get();
    const lost = (basket.reserved ?? []).filter((one) => ids.includes(one.id));
    if (!lost.length) return;
    app.change((now) => dropReserved(now, ids));
    const { t } = app.words();
    const names = lost.map((one) => app.catalogue.product(one.product_id)?.name ?? "").join(", ");
    app.store.set({ reserved: without(reserved, lost.map((one) => one.product_id)) });
    app.showCard({
      level: "look", icon: "exclamation-triangle-fill", title: t("reserved.ended", { names }),
      text: t("reserved.ended.text"),
    });
  },
};

function note(app, productId, entry) {
  app.store.set(({ reserved }) => ({ reserved: { ...reserved, [productId]: entry } }));
}

function without(reserved, productIds) {
  return Object.fromEntries(Object.entries(reserved).filter(([id]) => !productIds.includes(id)));
}
