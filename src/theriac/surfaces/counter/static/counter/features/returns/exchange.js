/** An exchange: goods that come back pay for the basket; only the difference is paid, or given back. */
import { html, useState } from "../../app/html.js";
import { useApp, useSelect, useWords } from "../../app/store.js";
import { commitExchange } from "../../db/credit_notes.js";
import { commitSale } from "../../db/sales.js";
import { cashPart } from "../../domain/payments.js";
import { saleRounding } from "../../domain/tax.js";
import { withSale } from "../../domain/till.js";
import { Dialog } from "../shell/dialog.js";
import { Icon } from "../shell/icon.js";
import { noteParts, untoldText } from "./actions.js";
import { ApproveReturn } from "./approving.js";
import { DonePart } from "./done.js";

/** The exchange that the open basket belongs to; null for an ordinary sale. */
export function exchangeOf({ exchange, basket }) {
  return exchange?.basket_id === basket.id ? exchange : null;
}

export const exchangeActions = {
  /** What comes back waits for the basket that it pays for; nothing is written before that is paid. */
  start_exchange(app, { sale, goods, answer }) {
    const { basket } = app.store.get();
    const noteId = app.env.newId();
    const waits = { basket_id: basket.id, note_id: noteId, sale, goods, worth: answer.total, given: null };
    app.store.set({ exchange: waits });
    app.close();
    app.say(app.words().t("exchange.started"));
    app.backToSearch();
  },

  drop_exchange(app) {
    app.store.set({ exchange: null });
    app.backToSearch();
  },

  /** Somebody said yes to exactly this. */
  keep_exchange_approval(app, { content, approval }) {
    app.store.set((state) => ({ exchange: { ...state.exchange, given: { content, approval } } }));
    app.closeThen(() => app.run("pay"));
  },
};

/**
 * What the goods pay of the basket now, asked of the server.
 * @returns {Promise<object|null>} what the payment holds of it; null where it can't go on, which is said
 */
export async function askExchange(app, exchange) {
  const { person, assessed } = app.store.get();
  const { country, cash_rounding: multiple } = app.place();
  const { subtotal } = assessed.totals;
  const byGoods = cashPart([{ method: "exchange", amount: subtotal }], multiple);
  const whole = subtotal + saleRounding(country, subtotal, byGoods);
  const untold = await untoldText(app, exchange.goods.sale_id);
  if (untold) return stopped(app, untold);
  try {
    const answer = await app.api.askReturn(person.id, exchange.goods, whole);
    const isGiven = JSON.stringify(exchange.given?.content) === JSON.stringify(answer.asks);
    if (answer.asks && !isGiven) {
      app.open({ kind: "approve_exchange", content: answer.asks, noteId: exchange.note_id });
      return null;
    }
    return { answer, exchange, note_id: exchange.note_id, approval: answer.asks ? exchange.given.approval : null };
  } catch (error) {
    if (error.name !== "Unreachable" && error.name !== "Refused") throw error;
    const text = error.name === "Refused" ? error.problem.detail || error.problem.title
      : app.words().t("return.unreachable");
    return stopped(app, text);
  }
}

function stopped(app, text) {
  app.showCard({ level: "stop", icon: "arrow-left-right", title: app.words().t("exchange.failed"), text });
  return null;
}

/** The row of a payment by which goods pay; none where they are worth nothing. */
export function exchangeRows(app, asked) {
  if (!asked?.answer.exchanged) return [];
  return [{ id: app.env.newId(), method: "exchange", tendered: asked.answer.exchanged, reference: asked.note_id }];
}

/**
 * Write a sale, with the credit note of the goods that came back for it, also where they pay nothing of it.
 * @returns {Promise<{sale: object, note?: object}>}
 */
export async function commitPaid(app, { exchanged, basketId, seriesId, completeSale }) {
  if (!exchanged) return { sale: await commitSale(app.db, seriesId, completeSale, withSale) };
  return commitExchange(app.db, { seriesId, completeSale, withSale, ...exchangeParts(app, exchanged, basketId) });
}

/** What writes the credit note beside the sale. */
function exchangeParts(app, { answer, exchange, note_id: id, approval }, saleId) {
  return noteParts(app, { id, sale: exchange.sale, goods: exchange.goods, answer, approval, exchangeSaleId: saleId });
}

/** Over the sum: what comes back for this basket, and the way out. */
export function ExchangeBar() {
  const { t, money } = useWords();
  const app = useApp();
  const exchange = useSelect(exchangeOf);
  if (!exchange) return null;
  return html`<div class="t-notice t-notice-note" role="status"><${Icon} name="arrow-left-right" />
    <div class="t-notice-title">${t("exchange.bar", { amount: money(exchange.worth) })}</div>
    <div class="t-notice-text">${t("exchange.bar.text", { number: exchange.sale.number })}</div>
    <div class="t-notice-acts"><button class="btn btn-plain btn-sm" type="button"
      onClick=${() => app.run("drop_exchange")}>${t("exchange.drop")}</button></div></div>`;
}

export function ApproveExchangeDialog({ content, noteId }) {
  const { t } = useWords();
  const app = useApp();
  const [busy, setBusy] = useState(false);
  const give = async (approval) => {
    setBusy(true);
    await app.run("keep_exchange_approval", { content, approval });
  };
  return html`<${Dialog} title=${t("approval.title")} onClose=${app.close}>
    ${!busy && html`<${ApproveReturn} content=${content} noteId=${noteId} onGiven=${give}
      onBack=${app.close} />`}</${Dialog}>`;
}

export function NoteDialog({ note }) {
  return html`<${DonePart} note=${note} />`;
}
