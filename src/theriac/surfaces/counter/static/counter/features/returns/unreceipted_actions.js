/** Goods that come back without their receipt: the server alone knows what customers have, so it takes them. */
import { notePaper } from "../../domain/credit_note.js";
import { asked } from "../shell/asked.js";
import { tillAsked } from "../till/actions.js";

const AWAY = "return.unreceipted.offline";

export const unreceiptedActions = {
  /** The dialogue; the till comes first, since cash leaves it. */
  async show_unreceipted(app) {
    if (!await tillAsked(app, "show_unreceipted")) app.open({ kind: "unreceipted" });
  },

  /** The batches that a scan or a batch number names. @returns {Promise<{found?: object[], refused?: string}>} */
  async find_brought(app, code) {
    const { found, refused } = await asked(app, AWAY, () => app.api.brought(app.store.get().person.id, code));
    if (refused) return { refused };
    return found.batches.length ? { found: found.batches } : { refused: app.words().t("unreceipted.none") };
  },

  /** What it comes to; nothing is written. @returns {Promise<{found?: object, refused?: string}>} */
  ask_unreceipted: (app, goods) => (
    asked(app, AWAY, () => app.api.askUnreceipted(app.store.get().person.id, goods))),

  /**
   * Take the goods, once for the note's id, and pay the cash out of this till.
   * @returns {Promise<{note?: object, refused?: string}>}
   */
  async complete_unreceipted(app, { noteId, rows, goods, answer, approval }) {
    const { person, device, till } = app.store.get();
    const isAtTill = till?.state === "open";
    const { found, refused } = await asked(app, AWAY, () => app.api.returnUnreceipted(person.id, {
      id: noteId, goods, approval_id: approval.id, at_till: isAtTill,
    }));
    if (refused) return { refused };
    const note = {
      document: { ...found, lines: answer.lines },
      paper: notePaper({
        receipt: "", answer, person, terminal: device.terminal.name, labelOf: labelsOfRows(rows),
        productOf: (productId) => app.catalogue.product(productId),
      }),
    };
    app.say(app.words().t("return.done", { number: found.number }));
    app.env.sound.good();
    if (isAtTill && found.owed) {
      await app.run("pay_refund", { return_id: found.id, number: found.number, amount: found.owed });
    }
    app.syncNow();
    if (app.store.get().printAtOnce) app.run("print_note", note);
    return { note };
  },
};

/** How product and batch of a part are called. */
export function labelsOfRows(rows) {
  const known = new Map(rows.map((row) => [row.batch_id, { product: row.product, batch: row.number }]));
  const ofProduct = new Map(rows.map((row) => [row.product_id, { product: row.product, batch: "" }]));
  return (one) => known.get(one.batch_id) ?? ofProduct.get(one.product_id) ?? { product: "", batch: "" };
}
