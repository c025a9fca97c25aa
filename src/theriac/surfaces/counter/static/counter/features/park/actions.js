/** Parking a basket while another customer is served, and fetching it again. They stay on the device. */
import { emptyBasket, together } from "../../domain/basket.js";
import { exchangeBaskets, renameParked } from "../../db/parked.js";

/** Characters of a basket's name. */
export const NAME_LIMIT = 80;

export const parkActions = {
  /** F8: park what is there; where baskets wait already, choose. */
  async park_or_fetch(app) {
    const { phase, dialog, basket, parked } = app.store.get();
    if (phase !== "desk" || dialog) return;
    if (parked.length) app.open({ kind: "park" });
    else if (basket.lines.length) await app.run("park");
    else app.refuse(app.words().t("park.nothing"));
  },

  /** Shift F8: the same, and the name is typed first. */
  async park_named(app) {
    const { phase, dialog, basket } = app.store.get();
    if (phase !== "desk" || dialog) return;
    if (basket.lines.length && app.mayName()) app.open({ kind: "park", naming: true });
    else await app.run("park_or_fetch");
  },

  /**
   * @param {string} [name] what to know it by; "" for nothing. Left out, it has the name that it had before.
   */
  async park(app, name) {
    const { id, lines } = app.store.get().basket;
    if (!lines.length || !app.maySell()) return;
    const sealing = name === undefined ? null : nameIt(app, id, name);
    const written = exchange(app, emptyBasket(app.env.newId()), null, sealing);
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
    const written = exchange(app, found.basket, found);
    app.store.set({ shown: null, flash: null, card: null, toast: null });
    app.speakLine();
    app.backToSearch();
    await written;
  },

  /** Give one that waits another name; "" takes it away. */
  async rename_parked(app, { basketId, name }) {
    if (!app.maySell()) return;
    const before = app.store.get();
    const sealing = nameIt(app, basketId, name);
    try {
      await app.drafts.inTurn(async () => renameParked(app.db, basketId, await sealing));
    } catch (error) {
      app.store.set({ parked: before.parked, names: before.names });
      app.fail(error);
    }
  },
};

/**
 * A basket's name from now on: readable in this page's memory, sealed in the basket as soon as it is, whether
 * it waits then or is filled again.
 * @returns {Promise<string>} the sealed name
 */
async function nameIt(app, basketId, typed) {
  const name = app.mayName() ? typed.trim().replace(/\s+/g, " ").slice(0, NAME_LIMIT) : "";
  app.store.set(({ names }) => ({ names: { ...names, [basketId]: name } }));
  const sealed = await app.sealName(basketId, name);
  app.store.set(({ parked }) => ({ parked: parked.map((one) => (
    one.basket.id === basketId ? { ...one, basket: { ...one.basket, name: sealed } } : one)) }));
  app.change((basket) => (basket.id === basketId ? { ...basket, name: sealed } : basket));
  return sealed;
}

/**
 * Another basket is filled from now on, at once, since the next key or scan comes before the disk has answered:
 * it belongs to the basket that the person sees. Where the disk refuses, all is as it was, and what was typed
 * meanwhile is in neither lost.
 * @param {object|null} waited `next` as it waited until now
 * @param {Promise<string>|null} sealing the name of what is parked, where it gets one
 * @returns {Promise<boolean>} whether the disk took it
 */
async function exchange(app, next, waited, sealing = null) {
  const { basket: before, person } = app.store.get();
  const parkedAt = new Date(app.env.clock.now()).toISOString();
  const kept = before.lines.length ? { basket: before, parked_at: parkedAt, parked_by: person?.id ?? null } : null;
  const without = (parked, id) => parked.filter((one) => one.basket.id !== id);
  let written;
  app.change(() => next, () => {
    written = app.drafts.inTurn(async () => exchangeBaskets(app.db, await named(kept, sealing), next));
  });
  app.store.set(({ parked }) => ({ parked: [...without(parked, next.id), ...(kept ? [kept] : [])] }));
  try {
    await written;
    app.store.set(({ names, parked, basket }) => ({ names: namesOf([basket, ...parked.map(basketOf)], names) }));
    return true;
  } catch (error) {
    const { basket: now } = app.store.get();
    if (now.id === next.id) {
      const back = waited ? [{ ...waited, basket: now }] : [];
      app.store.set(({ parked }) => ({ parked: [...back, ...without(parked, before.id)] }));
      app.change(() => (waited ? before : together(before, now)));
    }
    app.fail(error);
    return false;
  }
}

async function named(kept, sealing) {
  return kept && sealing ? { ...kept, basket: { ...kept.basket, name: await sealing } } : kept;
}

const basketOf = ({ basket }) => basket;

/** Of those that are sold no name stays in memory. */
function namesOf(baskets, names) {
  return Object.fromEntries(baskets.filter(({ id }) => names[id]).map(({ id }) => [id, names[id]]));
}
