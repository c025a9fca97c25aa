/** The part of the counter that follows the server: copy, feed, unsent sales, people. */
import { readCatalogue } from "../db/catalogue.js";
import { readDevice } from "../db/device.js";
import { readQuotas } from "../db/quotas.js";
import { soldByBatch } from "../db/sales.js";
import { NOTHING_SENT } from "../domain/training.js";
import { createLoop } from "../sync/loop.js";

/**
 * `complete`: a whole copy was here once, so that what isn't found isn't sold here. `total`: how many
 * products the copy that is on its way will have, where the server told.
 */
function firstFeed({ as_of, cursor, position }) {
  return { as_of, loading: cursor !== null, complete: position !== null, total: null };
}

export function followServer(app) {
  const { env, db, store } = app;
  const people = new Map();
  let loop = null;
  let arrived = null;

  function hearPage(page) {
    app.tellLookers({ kind: "page", page });
    takePage(page);
  }

  function hearReport(sync) {
    app.tellLookers({ kind: "report", sync });
    return takeReport(sync);
  }

  function hearAnswer(answer, sales) {
    app.tellLookers({ kind: "answer", answer, sold: soldByBatch(sales) });
    takeAnswer(answer, soldByBatch(sales));
  }

  /** The server lacks sales that it had: they are unsent again. */
  function hearReopened(sales) {
    const sold = soldByBatch(sales);
    app.tellLookers({ kind: "sold", sold });
    app.catalogue.addPending(sold, 1);
    app.reassess();
  }

  function takeAnswer(answer, sold) {
    app.catalogue.addPending(sold, -1);
    app.catalogue.setBalances(answer.balances);
    app.catalogue.setQuotas(null, answer.quotas ?? []);
    app.reassess();
  }

  function hearQuotas(answer, rows) {
    const { lease, valid_until, limited } = answer;
    const around = { lease, valid_until, limited };
    app.tellLookers({ kind: "quotas", around, rows });
    takeQuotas(around, rows);
  }

  function takeQuotas(around, rows) {
    app.catalogue.setQuotas(around, rows);
    app.reassess();
  }

  function takePage(page) {
    app.catalogue.apply(page);
    if (page.settings) app.catalogue.abbreviate(page.settings.abbreviations ?? []);
    if (page.people) people.clear();
    for (const person of page.people ?? []) people.set(person.id, person);
    const loading = page.snapshot !== null && page.cursor !== null;
    store.set((state) => ({
      settings: page.settings ?? state.settings,
      feed: {
        as_of: page.as_of, loading, complete: state.feed?.complete === true || !loading,
        total: loading ? page.total ?? state.feed?.total ?? null : null,
      },
      productCount: app.catalogue.size, catalogueVersion: state.catalogueVersion + 1,
      serverRefusals: stillUnknown(state, page),
    }));
    renewPerson();
    if (store.get().settings) arrived?.();
    if (page.products?.length || page.settings) app.run("find_again");
    app.reassess();
  }

  /** What the server refused of a product is told anew once the device knows the product's news. */
  function stillUnknown({ basket, serverRefusals }, page) {
    if (!Object.keys(serverRefusals).length) return serverRefusals;
    const news = new Set([
      ...(page.products ?? []).map((row) => row.id),
      ...(page.batches ?? []).map((row) => row.product_id),
    ]);
    const told = basket.lines.filter((line) => news.has(line.product_id)).map((line) => line.id);
    return Object.fromEntries(Object.entries(serverRefusals).filter(([lineId]) => !told.includes(lineId)));
  }

  /** Rights may have changed; whoever may no longer sell is signed out, the basket stays. */
  function renewPerson() {
    const { person, phase } = store.get();
    if (!person) return;
    const known = people.get(person.id);
    if (known) store.set({ person: known });
    else if (phase === "desk" && !store.get().feed.loading) app.run("sign_out");
  }

  async function takeReport(sync) {
    const alone = !sync.online;
    const turned = alone !== store.get().alone;
    store.set({ sync, alone });
    if (turned) app.reassess(); // without the network only its quota is sold
    const { shown } = store.get();
    if (!shown) return;
    const delivery = await db.deliveries.get(shown.sale.id);
    if (store.get().shown?.sale.id === shown.sale.id) store.set({ shown: { ...shown, delivery } });
  }

  function hearSafety(kept) {
    app.tellLookers({ kind: "safety", kept });
    takeSafety(kept);
  }

  function takeSafety(kept) {
    app.takeSafety(kept);
    app.reassess();
  }

  return {
    people,
    /** Push and pull now, once a device follows its server. */
    syncNow() {
      app.signLog().catch((error) => console.warn(error)); // the parcel is signed as a whole too
      return loop?.run();
    },

    /** The same once the browser says that the network is back. */
    reconnect: () => loop?.reconnect(),

    /** Bring back what this device remembers. @returns {Promise<object>} its values by key */
    async remember() {
      const device = await readDevice(db);
      const copy = await readCatalogue(db);
      for (const person of copy.people) people.set(person.id, person);
      if (device.settings) store.set({ settings: device.settings });
      app.catalogue.load(copy);
      app.catalogue.abbreviate(device.settings?.abbreviations ?? []);
      app.takeSafety(device.safety);
      app.takeTally(device.alerts);
      const quotas = await readQuotas(db);
      app.catalogue.setQuotas(quotas.around, quotas.rows);
      store.set({
        productCount: app.catalogue.size,
        feed: device.feed ? firstFeed(device.feed) : null,
      });
      return device;
    },

    async startFollowing() {
      if (app.training) store.set({ sync: NOTHING_SENT, alone: false });
      if (loop || !app.sells() || app.training) return;
      loop = createLoop({
        db, api: app.api, clock: env.clock, random: env.random, appVersion: env.version,
        isVisible: env.isVisible, onPage: hearPage, onReport: hearReport, onAnswer: hearAnswer,
        onReopened: hearReopened, onQuotas: hearQuotas, onSafety: hearSafety, unsentOf: app.catalogue.unsentOf,
        counts: { toTell: app.countsToTell, told: app.countsTold }, shareParked: app.shareParked,
      });
      loop.run();
    },

    /** The seat went to another tab, which follows the server from now on. */
    stopFollowing() {
      loop?.stop();
      loop = null;
    },

    /** What the tab that sells tells who looks, so that both show the same. */
    hearSeller(told) {
      if (told.kind === "page") takePage(told.page);
      else if (told.kind === "report") takeReport(told.sync);
      else if (told.kind === "quotas") takeQuotas(told.around, told.rows);
      else if (told.kind === "safety") takeSafety(told.kept);
      else if (told.kind === "answer") takeAnswer(told.answer, told.sold);
      else if (told.kind === "sold") app.catalogue.addPending(told.sold, 1);
      if (told.basket) store.set({ basket: told.basket });
      app.reassess();
    },

    /** Resolves when settings are here, so that a first sale can be priced. */
    async firstCopy() {
      if (store.get().settings) return;
      await new Promise((resolve) => {
        arrived = resolve;
        loop?.run();
      });
      arrived = null;
    },
  };
}
