/** Paying: ask the server whether the lines stand, take the money, commit the sale, show it. */
import { emptyBasket } from "../../domain/basket.js";
import { buildSale, questionFor, seriesFor } from "../../domain/sale.js";
import { writeValue } from "../../db/device.js";
import { receiptPdf } from "../receipt/share.js";
import { NOTHING_FOUND } from "../find/reading.js";
import { askExchange, commitPaid, exchangeOf, exchangeRows } from "../returns/exchange.js";
import { promotionWords } from "../promotions/words.js";
import { answeringIn } from "../safety/actions.js";
import { tillAsked } from "../till/actions.js";
import { findCredit } from "./credit.js";
import { findGiftCard, payByCard, undoByCard } from "./gift_card.js";
import {
  faultOf, finish, firstPayment, METHODS, methodsFor, pointsIn, referenceOf, settle, suggestions,
} from "./till.js";
import { mostByPoints } from "../../domain/loyalty.js";

export const payActions = {
  /** Check before payment, half a second at most; without an answer the sale goes on. */
  async pay(app) {
    const { assessed, checking, phase } = app.store.get();
    if (checking || phase !== "desk" || !assessed.lines.length || !app.maySell()) return;
    app.reassess(); // an approval may have become too old
    if (isAskedAlone(app)) await whetherStillAlone(app);
    if (app.blocked() || lapsed(app) || await tillAsked(app, "pay")) return;
    app.store.set({ checking: true });
    const { basket } = app.store.get();
    const checked = await app.check(questionFor(app.store.get()));
    app.store.set({ checking: false, alone: checked === null && !app.training });
    app.reassess();
    if (app.store.get().phase !== "desk") return;
    if (isOther(basket, app.store.get().basket)) {
      await app.run("pay"); // a line came or changed meanwhile: what is paid is what was checked
      return;
    }
    if (checked?.ended?.length || app.blocked() || couponRefused(app, checked)) return;
    const exchange = exchangeOf(app.store.get());
    const exchanged = exchange && await askExchange(app, exchange);
    if (exchange && !exchanged) return;
    const { subtotal } = app.store.get().assessed.totals;
    app.store.set({
      phase: "paying", find: NOTHING_FOUND, card: null, flash: null, heard: null,
      payment: { ...firstPayment(subtotal, app.words(), checked, exchangeRows(app, exchanged)), exchanged },
    });
  },

  async check_again(app) {
    const checked = await app.check(questionFor(app.store.get()));
    app.store.set({ alone: checked === null });
    app.reassess();
  },

  leave_pay(app) {
    if (app.store.get().payment?.saving) return;
    app.store.set({ phase: "desk", payment: null, heard: null });
    app.backToSearch();
  },

  amount: (app, text) => change(app, { text, error: null }),
  async reference(app, reference) {
    change(app, { reference });
    const { method } = app.store.get().payment;
    if (method === "credit") await findCredit(app);
    if (method === "gift_card") await findGiftCard(app);
  },

  method(app, method) {
    const { payment, assessed, basket } = app.store.get();
    const { due } = settle({ ...payment, method, text: "" }, assessed.totals.subtotal, app.words());
    const points = method === "points" ? pointsIn(app.store.get()) : null;
    const most = points ? mostByPoints(points.member, points.eligible, due) : due;
    const text = app.words().amount(most);
    const reference = method === "credit" ? basket.quotation?.credit ?? "" : "";
    change(app, { method, text, reference, credit: null, accounts: null, gift: null, points, error: null });
    if (method === "credit") findCredit(app);
  },

  method_step(app, step) {
    const ways = methodsFor(app.store.get());
    const at = ways.findIndex((method) => method.code === app.store.get().payment.method);
    app.run("method", ways[(at + step + ways.length) % ways.length].code);
  },

  note_step(app, step) {
    const { payment, assessed } = app.store.get();
    if (payment.method !== "cash") return;
    const words = app.words();
    const amounts = suggestions(settle(payment, assessed.totals.subtotal, words).due, words.place.currency);
    const at = amounts.indexOf(words.parseAmount(payment.text));
    app.run("amount", words.amount(amounts[Math.max(0, Math.min(at + step, amounts.length - 1))]));
  },

  pad(app, digits) {
    const { payment } = app.store.get();
    const words = app.words();
    const shown = words.place.whole ? payment.text.replace(/\D/g, "") : payment.text;
    const text = digits === "back" ? shown.slice(0, -1) : (payment.padded ? shown : "") + digits;
    const amount = words.place.whole && text ? words.parseAmount(text) : null;
    change(app, { text: amount === null ? text : words.amount(amount), padded: true, error: null });
  },

  /** Tab: what is typed becomes a first payment, when something is left for a second. */
  split_payment(app) {
    const { payment, assessed } = app.store.get();
    const words = app.words();
    const till = settle(payment, assessed.totals.subtotal, words);
    if (!till.typed || till.missing === 0) return false;
    const fault = faultOf(payment, till.typed, words);
    if (fault) {
      change(app, { error: fault });
      return true;
    }
    const row = {
      id: app.env.newId(), method: payment.method, tendered: till.typed, reference: referenceOf(payment),
    };
    const next = METHODS.find((method) => method.code !== payment.method).code;
    const rows = [...payment.rows, row];
    const { due } = settle({ ...payment, rows, method: next, text: "" }, assessed.totals.subtotal, words);
    const emptied = { reference: "", credit: null, accounts: null, gift: null, points: null, error: null };
    change(app, { rows, method: next, text: words.amount(due), ...emptied });
    return true;
  },

  drop_payment(app, index) {
    const { payment } = app.store.get();
    change(app, { rows: payment.rows.filter((row, at) => at !== index) });
    app.run("method", payment.method);
  },

  /** `print`: by the filled button, which prints where this device prints at once; else the other way. */
  async complete(app, { print }) {
    const state = app.store.get();
    const { payment, assessed } = state;
    if (!payment || payment.saving || !app.maySell()) return;
    if (!assessed.lines.length) {
      app.run("leave_pay"); // nothing is left to sell: a sale without lines takes no number
      return;
    }
    if (app.store.get().alone && lapsedQuota(app)) return;
    if (alerted(app)) return;
    const told = finish(payment, assessed.totals.subtotal, app.words(), app.env.newId);
    if (told.error) return refused(app, told.error);
    change(app, { saving: true });
    const { paid, entryId, error: notPaid } = await payByCard(app, told);
    if (notPaid) return refused(app, notPaid);
    let written;
    try {
      written = await commit(app, state, paid);
    } catch (error) {
      await undoByCard(app, entryId);
      app.fail(error); // nothing was written
      return;
    }
    const { sale, note } = written;
    app.countSold();
    if (sale.till_session_id || note) await app.run("read_till");
    app.sold(sale, emptyBasket(app.env.newId()));
    if (print === app.store.get().printAtOnce) await app.printReceipt(app.store.get().shown);
    if (note) {
      app.store.set({ exchange: null });
      app.open({ kind: "note", note });
    }
  },

  print: (app, shown) => app.printReceipt(shown),

  /** As a PDF, to whom the device can give it; where it can give it to nobody, as a file. */
  async share_receipt(app, { sale, delivery }) {
    const article = document.querySelector(".t-done-paper .t-receipt");
    if (!article) return;
    const { t } = app.words();
    const title = t("receipt.label", { number: sale.number });
    const bytes = receiptPdf(article, { copy: delivery?.printed ? app.receiptWords().t("receipt.copy") : null, title });
    const name = `${sale.number.replace(/[^\w.-]+/g, "-")}.pdf`;
    const how = await app.env.shareFile(name, "application/pdf", bytes, title);
    if (how === "saved") app.say(t("done.share.saved", { name }));
  },

  /** Whether Enter prints: a preference of this device. */
  async print_at_once(app, printAtOnce) {
    app.store.set({ printAtOnce });
    await writeValue(app.db, "print_at_once", printAtOnce);
  },

  async last_receipt(app) {
    const last = await app.lastSale();
    if (!last) {
      app.refuse(app.words().t("receipt.none"));
      return;
    }
    app.store.set({ shown: last });
    app.printReceipt(last);
  },
};

function refused(app, error) {
  change(app, { error, saving: false });
  app.refuse(error);
}

/** The server knows that the coupon has no uses left: the basket goes on without it, and somebody is told. */
function couponRefused(app, checked) {
  if (!checked?.coupon_refused) return false;
  app.run("drop_coupon");
  app.showCard({ level: "stop", icon: "tag", title: app.words().t("coupon.title"), text: checked.coupon_refused });
  return true;
}

/** Whether something else is to be paid now; which line is chosen doesn't count. */
function isOther(before, now) {
  return before.id !== now.id || before.lines !== now.lines || before.grounds !== now.grounds;
}

const ASKED_ALONE = ["beyond_quota", "prescription_alone"];

function isAskedAlone(app) {
  return app.store.get().assessed.problems.some((problem) => ASKED_ALONE.includes(problem.kind));
}

/** The network went while somebody paid: what is beyond the quota, or on a prescription, is decided at the desk. */
function lapsedQuota(app) {
  app.reassess();
  if (!isAskedAlone(app)) return false;
  app.run("leave_pay");
  return app.blocked();
}

/** The network may be back, and this counter not know it yet. */
async function whetherStillAlone(app) {
  app.store.set({ checking: true });
  await app.run("check_again");
  app.store.set({ checking: false });
}

/** An alert came while somebody paid, as the patient's record did: it is answered at the desk first. */
function alerted(app) {
  app.reassess();
  if (!app.store.get().unanswered.length) return false;
  app.run("leave_pay");
  return app.blocked();
}

/** Whoever wasn't heard of for too long may not sell; the basket stays for the next person. */
function lapsed(app) {
  const { person } = app.store.get();
  if (!app.hasLapsed(person)) return false;
  const { t, day } = app.words();
  const text = t("person.lapsed", { name: person.short_name, date: day(person.valid_until) });
  app.showCard({ level: "stop", icon: "person-x", title: t("person.lapsed.title"), text });
  return true;
}

function change(app, changes) {
  app.store.set((state) => ({ payment: { ...state.payment, padded: false, ...changes } }));
}

/** Resolves once the sale is on the disk, with the credit note that pays for it in an exchange. */
async function commit(app, state, paid) {
  const now = app.env.clock.now();
  const series = seriesFor(await app.db.series.toArray(), app.today());
  if (!series) throw Object.assign(new Error("no series for this day"), { kind: "no_series" });
  const completeSale = (number) => buildSale({
    ...number, state, paid, answering: answeringIn(app), now, today: app.today(), newId: app.env.newId,
    version: app.env.version, tell: (terms) => promotionWords(terms, app.receiptWords()),
  });
  const { payment: { exchanged }, basket } = state;
  return commitPaid(app, { exchanged, basketId: basket.id, seriesId: series.id, completeSale });
}
