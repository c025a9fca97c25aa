/** Parking a basket while another customer is served, and fetching it again. They stay on the device. */
import { emptyBasket, together } from "../../domain/basket.js";
import { exchangeBaskets } from "../../db/parked.js";

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
    if (!app.store.get().basket.lines.length || !app.maySell()) return;
    const written = exchange(app, emptyBasket(app.env.newId()), null);
    app.store.set({ card: null, toast: null });
    app.backToSearch();
    if (!(await written)) return;
    const { t } = app.words();
    const [title, text] = [t("park.done"), t("park.done.text")];
    app.env.sound.good();
    const { basket, card } = app.store.get();
    const isNext = basket.lines.length > 0 || card; // somebody is at the next sale already
    app.store.set({ said: `${title} ${text}`, ...(isNext ? {} : { flash: { title, text } }) });
  },

  /** Fill a parked basket again; the one that was being filled is parked in its place. */
  async fetch_parked(app, basketId) {
    const found = app.store.get().parked.find((one) => one.basket.id === basketId);
    if (!found || !app.maySell()) return;
    const written = exchange(app, found.basket, found.parked_at);
    app.store.set({ shown: null, flash: null, card: null, toast: null });
    app.speakLine();
    app.backToSearch();
    await written;
  },
};

/**
 * Another basket is filled from now on, at once, since the next key or scan comes before the disk has answered:
 * it belongs to the basket that the person sees. Where the disk refuses, all is as it was, and what was typed
 * meanwhile is in neither lost.
 * @returns {Promise<boolean>} whether the disk took it
 */
async function exchange(app, next, nextParkedAt) {
  const { basket: before } = app.store.get();
  const parkedAt = new Date(app.env.clock.now()).toISOString();
  const kept = before.lines.length ? { basket: before, parked_at: parkedAt } : null;
  const without = (parked, id) => parked.filter((one) => one.basket.id !== id);
  let written;
  app.change(() => next, () => {
    written = app.drafts.inTurn(() => exchangeBaskets(app.db, kept, next));
  });
  app.store.set(({ parked }) => ({ parked: [...without(parked, next.id), ...(kept ? [kept] : [])] }));
  try {
    await written;
    return true;
  } catch (error) {
    const { basket: now } = app.store.get();
    if (now.id === next.id) {
      const back = nextParkedAt ? [{ basket: now, parked_at: nextParkedAt }] : [];
      app.store.set(({ parked }) => ({ parked: [...back, ...without(parked, before.id)] }));
      app.change(() => (nextParkedAt ? before : together(before, now)));
    }
    app.fail(error);
    return false;
  }
}
