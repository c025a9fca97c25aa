/** Older receipts of the branch: found, opened and printed again through the server, each copy on record. */
import { readOwnReceipt, readOwnReceipts, readWaitingReceipts } from "../../db/receipts.js";
import { looksLikeReceipt, saleOfReceipt } from "../../domain/old_receipt.js";
import { asked } from "../shell/asked.js";

export const FIND_RECEIPTS = "sales.view";
export const COPY_RECEIPT = "sales.copy_receipt";

const AWAY = "receipts.unreachable";

export const receiptActions = {
  /**
   * Receipts of the branch, and this device's own that the server hasn't booked; without the network its own `alone`.
   * @returns {Promise<{found?: {receipts: object[], has_more: boolean, alone?: boolean}, refused?: string}>}
   */
  find_receipts(app, sought) {
    return asked(app, AWAY, async () => {
      const { receipts, has_more } = await app.api.receipts(app.store.get().person.id, sought);
      return { receipts: withWaiting(receipts, await readWaitingReceipts(app.db, sought)), has_more };
    }, async () => {
      const own = await readOwnReceipts(app.db, sought);
      return own.length ? { receipts: own.map(listed), has_more: false, alone: true } : null;
    });
  },

  /**
   * The sale that the paper is drawn from; of this device's own without the network, or while the server hasn't
   * booked it, and then nobody says how many copies there are.
   * @returns {Promise<{found?: object, refused?: string}>}
   */
  async open_receipt(app, saleId) {
    const { person, settings } = app.store.get();
    const own = await readOwnReceipt(app.db, saleId);
    if (own?.waits) return { found: own.sale };
    return asked(app, AWAY, async () => saleOfReceipt(await app.api.receipt(person.id, saleId), settings),
      async () => own?.sale ?? null);
  },

  /**
   * Record the copy, then print it with its number; an own receipt's copy that can't be recorded now is later, and
   * has none. @returns {Promise<{copy?: number, refused?: string}>}
   */
  async copy_receipt(app, sale) {
    const { person } = app.store.get();
    const own = await readOwnReceipt(app.db, sale.id);
    const copy = app.copyOf(sale.id);
    const later = async () => own && { number: await app.noteOwnCopy(copy) };
    const { found, refused } = own?.waits ? { found: await later() }
      : await asked(app, AWAY, () => app.api.receiptCopy(person.id, copy), later);
    if (refused) {
      app.refuse(refused);
      return { refused };
    }
    app.printCopy(sale, found.number);
    if (found.number === true) {
      app.say(app.words().t("receipts.printed.later"));
      return {};
    }
    app.say(app.words().t("receipts.printed", { n: found.number }));
    return { copy: found.number };
  },

  /** @returns {Promise<{found?: object, refused?: string}>} the request as the server keeps it, once by its id */
  send_document: (app, { id, document, channel, to }) => asked(app, "send.unreachable", () => (
    app.api.document(app.store.get().person.id, "document/send", {
      id, kind: document.kind, document_id: document.id, channel, to: to.trim(),
    }))),

  /** @returns {Promise<{refused?: string}>} */
  async document_sent(app, id) {
    const { person } = app.store.get();
    const ask = () => app.api.document(person.id, "document/sent", { id });
    const { refused } = await asked(app, "send.unreachable", ask);
    if (refused) return { refused };
    app.close();
    app.say(app.words().t("send.marked"));
    return {};
  },
};

/** A scan or a typed code that no product has: it may be a receipt's. @returns {boolean} whether it was taken */
export function takeReceiptNumber(app, text) {
  const { person, settings } = app.store.get();
  if (!settings || !app.may(person, FIND_RECEIPTS) || !looksLikeReceipt(text, settings.branch.code)) return false;
  app.open({ kind: "receipts", number: text.toUpperCase() });
  return true;
}

/** What the server lists, with what only this device has; what arrived meanwhile once. */
function withWaiting(told, waiting) {
  const known = new Set(told.map((one) => one.id));
  return [...told, ...waiting.filter((one) => !known.has(one.id)).map(listed)]
    .sort((left, right) => Date.parse(right.occurred_at) - Date.parse(left.occurred_at));
}

/** An own sale as the list shows it. */
function listed({ id, number, occurred_at, business_on, total, lines, paper }) {
  return { id, number, occurred_at, business_on, total, lines: lines.length, product: paper.lines[lines[0].id].name };
}
