/** Parking a basket while another customer is served, and fetching it again. They stay on the device. */
import { emptyBasket } from "../../domain/basket.js";
import { dropParked, writeParked } from "../../db/parked.js";

export const parkActions = {
  /** F8: park what is there; where baskets wait already, choose. */
  async park_or_fetch(app) {
    const { phase, dialog, basket, parked } = app.store.get();
    if (phase !== "desk" || dialog) return;
    if (parked.length) app.open({ kind: "park" });
    else if (basket.lines.length) await app.run("park");
    else app.refuse(app.words().t("park.nothing"));
  },

  async park(app) {
    if (!(await parkBasket(app))) return;
    const { t } = app.words();
    const [title, text] = [t("park.done"), t("park.done.text")];
    app.env.sound.good();
    app.store.set({ flash: { title, text }, said: `${title} ${text}`, card: null, toast: null });
    app.backToSearch();
  },

  /**
   * Fill a parked basket again; the one that was being filled is parked in its place. What shows and
   * has the focus is settled before the disk is waited for: the next key may come meanwhile.
   */
  async fetch_parked(app, basketId) {
    const found = app.store.get().parked.find((one) => one.basket.id === basketId);
    if (!found || !app.maySell()) return;
    if (app.store.get().basket.lines.length && !(await parkBasket(app))) return;
    app.change(() => found.basket);
    app.store.set(({ parked }) => ({
      parked: parked.filter((one) => one.basket.id !== basketId), shown: null, flash: null, card: null, toast: null,
    }));
    app.speakLine();
    app.backToSearch();
    await dropParked(app.db, basketId);
  },
};

/** It is on the disk before the counter shows an empty one. @returns {Promise<boolean>} */
async function parkBasket(app) {
  const { basket } = app.store.get();
  if (!basket.lines.length || !app.maySell()) return false;
  const parkedAt = new Date(app.env.clock.now()).toISOString();
  try {
    await writeParked(app.db, basket, parkedAt);
  } catch (error) {
    app.fail(error);
    return false;
  }
  app.change(() => emptyBasket(app.env.newId()));
  app.store.set(({ parked }) => ({ parked: [...parked, { basket, parked_at: parkedAt }] }));
  return true;
}
