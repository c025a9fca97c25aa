/** The part of the counter around a sale: what is said, checked, refused, written and printed. */
import { keptOf } from "../domain/grounds.js";
import { dropCopies, noteCopy, readCopies } from "../db/copies.js";
import { markPrinted, packsSold, readLastSale, soldByBatch, writeBalances } from "../db/sales.js";

const FULL = "QuotaExceededError";

/** Why a sale couldn't be written: no numbers, no room, or the storage itself. */
function failureKind(error) {
  if (error.kind === "no_series") return "no_series";
  return error.name === FULL || error.inner?.name === FULL ? "full" : "storage";
}

export function sellingParts(app) {
  const { env, db, store } = app;
  const t = (key, values) => app.words().t(key, values);

  /** Say a refusal aloud; the sentence stands where it belongs already. */
  function refuse(text) {
    env.sound.refused();
    store.set({ alarm: "" });
    store.set({ alarm: text });
  }

  /** A card is an alert by itself; only the sound is added. */
  function showCard(card) {
    env.sound.refused();
    store.set({ card });
  }

  /** Something went wrong that isn't anybody's fault: say so, keep everything. */
  function fail(error) {
    console.warn(error);
    store.set((state) => ({ payment: state.payment && { ...state.payment, saving: false } }));
    const kind = failureKind(error);
    const text = t(`fail.${kind}.text`);
    if (store.get().payment) {
      store.set((state) => ({ payment: { ...state.payment, error: `${t(`fail.${kind}`)} ${text}` } }));
    }
    showCard({ level: "stop", icon: "device-hdd", title: t(`fail.${kind}`), text });
  }

  /** A copy that is printed now, under an id of its own. */
  function copyOf(saleId) {
    const takenAt = new Date(env.clock.now()).toISOString();
    return { id: env.newId(), sale_id: saleId, person_id: store.get().person.id, taken_at: takenAt };
  }

  /** @returns {Promise<true>} in place of its number: it is recorded once the server hears of it */
  async function noteOwnCopy(copy) {
    await noteCopy(db, copy).catch(fail);
    return true;
  }

  /** @returns {Promise<number|true>} the copy's number; true where it is recorded later */
  async function recordedCopy(saleId, state) {
    const copy = copyOf(saleId);
    try {
      const number = state === "acknowledged" && !store.get().alone && await numberOf(copy);
      if (number) return number;
    } catch (error) {
      if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
    }
    return noteOwnCopy(copy);
  }

  /** The earlier copies of the sale that wait are told with it, so that they are counted before it. */
  async function numberOf(copy) {
    const earlier = (await readCopies(db)).filter((one) => one.sale_id === copy.sale_id);
    const { taken } = await app.api.receiptCopies([...earlier, copy].slice(-100));
    await dropCopies(db, taken.map((one) => one.id));
    return taken.find((one) => one.id === copy.id)?.number;
  }

  return {
    refuse, showCard, fail, copyOf, noteOwnCopy,

    say: (text) => store.set({ said: text }),

    /** Tell what the touched line is now, and the total. */
    speakLine() {
      const { assessed, basket } = store.get();
      const row = assessed.lines.find((one) => one.line.id === basket.selected);
      if (!row) return;
      const words = app.words();
      if (row.problems.length) {
        env.sound.refused(); // its card is an alert by itself
        return;
      }
      env.sound.good();
      store.set({
        said: t("said.line", {
          name: row.product.name, quantity: words.packs(row.pack, row.line.packs),
          amount: words.money(row.amount ?? 0), total: words.money(assessed.totals.total),
        }),
      });
    },

    /** To the search, at once where it is drawn, so that no key that follows is lost. */
    focusSearch() {
      const field = document.getElementById("search");
      if (field) field.focus();
      else env.afterDraw(() => document.getElementById("search")?.focus());
    },

    /** The same after something was done by hand; a phone keeps its keyboard down then. */
    backToSearch() {
      if (store.get().layout !== "phone") app.focusSearch();
    },

    /** To the selected line of the basket. */
    focusBasket() {
      const { basket } = store.get();
      const lineId = basket.selected ?? basket.lines.at(-1)?.id;
      const find = () => document.querySelector(`[data-basket] [data-line="${lineId}"]`);
      const go = (row) => {
        row?.focus({ preventScroll: true });
        row?.scrollIntoView({ block: "nearest" });
      };
      if (find()) go(find());
      else env.afterDraw(() => go(find()));
    },

    /** Whether something must be decided first; says what, and puts the hand on it. */
    blocked() {
      const { assessed: { open }, unanswered } = store.get();
      if (!open && !unanswered.length) return false;
      refuse(open ? t("pay.decide", { line: open.position }) : t("safety.decide"));
      const first = open ? ".t-notice-acts .btn, .t-fold" : "[data-open] .btn";
      env.afterDraw(() => document.querySelector(first)?.focus());
      return true;
    },

    /**
     * Ask the server whether the lines stand. @returns {Promise<object|null>} its answer when all
     * is well; null without an answer in time. What doesn't stand is on its line afterwards.
     * Balances that the copy overtook on their way are older than it, and aren't taken. Nor are those
     * of a batch of which a sale is on its way: the server may have counted it, and so does the copy.
     */
    async check(question) {
      const { version } = app.catalogue;
      let answer;
      try {
        answer = await app.api.check(question);
      } catch (error) {
        if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
        return null;
      }
      if (app.catalogue.version === version) {
        const balances = answer.balances.filter(({ batch_id: id }) => !app.catalogue.batch(id)?.pending);
        app.catalogue.setBalances(balances);
        writeBalances(db, balances).catch(fail);
      }
      store.set({ serverRefusals: Object.fromEntries(answer.refusals.map((one) => [one.line_id, one])) });
      app.reassess();
      if (answer.ended?.length) app.run("lose_reserved", answer.ended);
      if (answer.refusals.length) app.syncNow();
      return answer;
    },

    /** Why a single pack may not be sold, in words; "" where it may, or without an answer in time. */
    async refusedSerial(person, serial) {
      try {
        const answer = await app.api.serial({ person_id: person.id, ...serial });
        return answer.refused;
      } catch (error) {
        if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
        return "";
      }
    },

    /** What other branches have of a product; null without an answer. */
    async elsewhere(productId) {
      try {
        const answer = await app.api.check({ person_id: store.get().person.id, lines: [], elsewhere: [productId] });
        return answer.elsewhere ?? [];
      } catch (error) {
        if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
        return null;
      }
    },

    /** What is reserved of a product and for whom; null without an answer. */
    async reservedOf(productId) {
      try {
        return (await app.api.reserved(store.get().person.id, [productId])).reservations;
      } catch (error) {
        if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
        return null;
      }
    },

    /** The sale is on the disk: show change and receipt, lower the stock, send it. */
    sold(sale, basket) {
      app.catalogue.addPending(soldByBatch([sale]), 1);
      app.tellLookers({ kind: "sold", sold: soldByBatch([sale]), basket });
      const { money } = app.words();
      const title = t("done.title", { number: sale.number });
      const text = t("done.text", { total: money(sale.total) });
      const inUse = [...sale.grounds, ...store.get().parked.flatMap((one) => one.basket.grounds)];
      store.set({
        captured: keptOf(store.get().captured, inUse), patient: null,
        phase: "desk", payment: null, basket, serverRefusals: {}, lastSold: packsSold([sale], store.get().lastSold),
        shown: { sale, delivery: { state: "committed", cases: 0 } },
        flash: { title, text }, said: `${title} ${text}`, toast: null, heard: null,
      });
      app.reassess();
      env.sound.good();
      app.backToSearch();
      app.syncNow();
    },

    lastSale: () => readLastSale(db),

    /** Print an older receipt, with the number under which this copy is recorded. */
    printCopy(sale, copy) {
      store.set({ paper: { sale, copy }, tillPaper: null, notePaper: null });
      env.afterDraw(() => app.putOnPaper({ number: sale.number }));
    },

    /**
     * Print; what was printed before is marked as a copy, also after a restart, and recorded: at once with its
     * number where the server has the sale and answers, else later.
     */
    async printReceipt(shown) {
      const before = await db.deliveries.get(shown.sale.id);
      const copy = before?.printed === true && await recordedCopy(shown.sale.id, before.state);
      store.set({ paper: { ...shown, copy }, tillPaper: null, notePaper: null });
      const kick = !copy && shown.sale.payments.some((payment) => payment.method === "cash") && !app.training;
      env.afterDraw(() => app.putOnPaper({ number: shown.sale.number, kick }));
      if (!before || before.printed) return;
      await markPrinted(db, shown.sale.id);
      const now = store.get().shown;
      if (now?.sale.id === shown.sale.id) {
        store.set({ shown: { ...now, delivery: { ...now.delivery, printed: true } } });
      }
    },
  };
}
