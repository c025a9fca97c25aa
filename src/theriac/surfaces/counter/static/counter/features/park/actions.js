/**
 * Parking a basket while another customer is served, and fetching it again: here, or on any counter of the branch
 * once the server has it (`app/branch_baskets.js`).
 */
import { emptyBasket, together } from "../../domain/basket.js";
import { changedAfter, copyOf } from "../../domain/parked.js";
import { dropParked, exchangeBaskets, noteFetched, renameParked } from "../../db/parked.js";

/** Characters of a basket's name. */
export const NAME_LIMIT = 80;

export const parkActions = {
  /** F8: park what is there; where baskets wait here already, or the basket is empty, choose. */
  async park_or_fetch(app) {
    const { phase, dialog, basket, parked, waiting } = app.store.get();
    if (phase !== "desk" || dialog) return;
    if (parked.length || (waiting.length && !basket.lines.length)) app.open({ kind: "park" });
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
   * @returns {Promise<boolean>} whether it waits now; else all is as it was
   */
  async park(app, name) {
    const { id, lines } = app.store.get().basket;
    if (!lines.length || !app.maySell()) return false;
    const sealing = name === undefined ? null : nameIt(app, id, name);
    const written = exchange(app, emptyBasket(app.env.newId()), null, sealing);
    app.store.set({ card: null, toast: null });
    app.backToSearch();
    if (!(await written)) return false;
    const { t } = app.words();
    const [title, text] = [t("park.done"), t("park.done.text")];
    app.env.sound.good();
    app.syncNow();
    const { basket, card } = app.store.get();
    const isNext = basket.lines.length > 0 || card; // somebody is at the next sale already
    app.store.set({ said: `${title} ${text}`, ...(isNext ? {} : { flash: { title, text } }) });
    return true;
  },

  /**
   * Fill a parked basket again; the one that was being filled is parked in its place. One that the server may
   * have is opened here once the server says that no other counter has it.
   */
  async fetch_parked(app, basketId) {
    const found = app.store.get().parked.find((one) => one.basket.id === basketId);
    if (!app.maySell()) return;
    if (found && !found.telling) await fill(app, found.basket, found);
    else await claim(app, basketId, found ?? null);
  },

  /** Without the server: the goods of a basket that another counter may have, as a basket of its own. */
  async copy_parked(app, basketId) {
    const found = app.store.get().parked.find((one) => one.basket.id === basketId);
    if (found && app.maySell()) await fill(app, copyOf(found.basket, app.env.newId, app.env.newId()), null);
  },

  /** Give one that waits another name; "" takes it away. */
  async rename_parked(app, { basketId, name }) {
    if (!app.maySell()) return;
    const before = app.store.get();
    const sealing = nameIt(app, basketId, name);
    const row = before.parked.find((one) => one.basket.id === basketId);
    const changedAt = changedAfter(app.env.clock.now(), row?.changed_at);
    app.store.set(({ parked }) => ({ parked: parked.map((one) => (
      one.basket.id === basketId ? { ...one, changed_at: changedAt } : one)) }));
    try {
      await app.drafts.inTurn(async () => renameParked(app.db, basketId, await sealing, changedAt));
      app.syncNow();
    } catch (error) {
      app.store.set({ parked: before.parked, names: before.names });
      app.fail(error);
    }
  },
};

/** Let a basket be filled again. */
async function fill(app, basket, waited) {
  const written = exchange(app, basket, waited);
  app.store.set({ shown: null, flash: null, card: null, toast: null });
  app.speakLine();
  app.backToSearch();
  await written;
}

/** Those that the server is asked for just now. */
const claimed = new Set();

/** Ask the server for a basket: of all counters that ask one gets it. `own` is this device's copy of it. */
async function claim(app, basketId, own) {
  if (claimed.has(basketId)) return;
  claimed.add(basketId);
  try {
    await openClaimed(app, basketId, own);
  } finally {
    claimed.delete(basketId);
  }
}

async function openClaimed(app, basketId, own) {
  const { t } = app.words();
  const { person } = app.store.get();
  let got;
  try {
    got = await app.api.fetchParked({ basket_id: basketId, person_id: person.id, changed_at: own?.changed_at ?? null });
  } catch (error) {
    if (error.name === "Unreachable") askForCopy(app, basketId, own);
    else if (error.name === "Refused") await notHere(app, basketId, own, error);
    else throw error;
    return;
  }
  const changedAt = got.changed_at ?? own?.changed_at;
  const basket = { ...emptyBasket(basketId), ...(own?.basket ?? got.basket), shared_at: changedAt };
  app.store.set(({ waiting }) => ({ waiting: waiting.filter((one) => one.id !== basketId) }));
  const filling = fill(app, basket, own);
  // its name at once, before the disk has answered: whoever parks it again next parks it by that
  const naming = !own && got.name ? nameIt(app, basketId, got.name) : null;
  await Promise.all([filling.then(() => noteFetched(app.db, basketId)), naming]);
  if (basket.patient || basket.grounds.some((one) => one.sealed)) app.say(t("park.sealed"));
}

function askForCopy(app, basketId, own) {
  const { t } = app.words();
  const copy = { first: true, label: t("park.copy"), run: () => app.run("copy_parked", basketId) };
  app.showCard({
    level: "look", icon: "wifi-off", title: t("park.unreachable.title"),
    text: t(own ? "park.unreachable.own" : "park.unreachable"), acts: own ? [copy] : [],
  });
}

const GONE = "parked_baskets.gone";

/** Where another counter has it, or it was sold or removed, it doesn't wait here either; any other no keeps it. */
async function notHere(app, basketId, own, { problem, message }) {
  app.showCard({ level: "look", icon: "basket", title: problem.title ?? message, text: problem.detail ?? "" });
  if (own && problem.type !== GONE) return;
  const without = (rows) => rows.filter((one) => (one.basket?.id ?? one.id) !== basketId);
  app.store.set(({ parked, waiting }) => ({ parked: without(parked), waiting: without(waiting) }));
  if (own) await app.drafts.inTurn(() => dropParked(app.db, basketId));
}

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
  const kept = before.lines.length ? {
    basket: before, parked_at: parkedAt, parked_by: person?.id ?? null, told: null, telling: false,
    changed_at: changedAfter(app.env.clock.now(), before.shared_at),
  } : null;
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
