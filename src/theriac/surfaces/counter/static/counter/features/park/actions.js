/** Parking a basket while another customer is served, and fetching it again. They stay on the device. */
import { emptyBasket } from "../../domain/basket.js";
import { dropParked, readParked, writeParked } from "../../db/parked.js";

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

  /** Fill a parked basket again; the one that was being filled is parked in its place. */
  async fetch_parked(app, basketId) {
    const found = app.store.get().parked.find((one) => one.basket.id === basketId);
    if (!found || !app.maySell()) return;
    if (app.store.get().basket.lines.length && !(await parkBasket(app))) return;
    app.change(() => found.basket);
    app.store.set({ shown: null, flash: null, card: null, toast: null });
    await dropParked(app.db, basketId);
    await readAgain(app);
    app.speakLine();
    app.backToSearch();
  },
};

/** It is on the disk before the counter shows an empty one. @returns {Promise<boolean>} */
async function parkBasket(app) {
  const { basket } = app.store.get();
  if (!basket.lines.length || !app.maySell()) return false;
  try {
    await writeParked(app.db, basket, new Date(app.env.clock.now()).toISOString());
  } catch (error) {
    app.fail(error);
    return false;
  }
  app.change(() => emptyBasket(app.env.newId()));
  await readAgain(app);
  return true;
}

async function readAgain(app) {
  app.store.set({ parked: await readParked(app.db, app.store.get().basket.id) });
}
