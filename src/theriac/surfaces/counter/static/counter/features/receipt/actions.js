/** Older receipts of the branch: found, opened and printed again through the server, each copy on record. */
import { looksLikeReceipt, saleOfReceipt } from "../../domain/old_receipt.js";

export const FIND_RECEIPTS = "sales.view";
export const COPY_RECEIPT = "sales.copy_receipt";

export const receiptActions = {
  /** @returns {Promise<{found?: object, refused?: string}>} */
  async find_receipts(app, sought) {
    return asked(app, () => app.api.receipts(app.store.get().person.id, sought));
  },

  /** @returns {Promise<{found?: object, refused?: string}>} the sale that the paper is drawn from */
  async open_receipt(app, saleId) {
    const { person, settings } = app.store.get();
    const { found, refused } = await asked(app, () => app.api.receipt(person.id, saleId));
    return refused ? { refused } : { found: saleOfReceipt(found, settings) };
  },

  /** Record the copy, then print it with its number. @returns {Promise<{copy?: number, refused?: string}>} */
  async copy_receipt(app, sale) {
    const { person } = app.store.get();
    const { found, refused } = await asked(app, () => app.api.receiptCopy(person.id, sale.id));
    if (refused) {
      app.refuse(refused);
      return { refused };
    }
    app.printCopy(sale, found.number);
    app.say(app.words().t("receipts.printed", { n: found.number }));
    return { copy: found.number };
  },

  /** @returns {Promise<{found?: object, refused?: string}>} the request as the server keeps it, once by its id */
  send_document: (app, { id, document, channel, to }) => asked(app, () => (
    app.api.document(app.store.get().person.id, "document/send", {
      id, kind: document.kind, document_id: document.id, channel, to: to.trim(),
    })), "send.unreachable"),

  /** @returns {Promise<{refused?: string}>} */
  async document_sent(app, id) {
    const { person } = app.store.get();
    const ask = () => app.api.document(person.id, "document/sent", { id });
    const { refused } = await asked(app, ask, "send.unreachable");
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

async function asked(app, ask, unreachable = "receipts.unreachable") {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error.name === "Unreachable") return { refused: app.words().t(unreachable) };
    if (error.name === "Refused") return { refused: error.problem.detail || error.problem.title };
    throw error;
  }
}
