/** Goods that come back: asked about with the server, written on the device, told with the sales. */
import { commitCreditNote } from "../../db/credit_notes.js";
import { cashOf, creditNoteDocument, paperOfNote } from "../../domain/credit_note.js";
import { seriesFor } from "../../domain/sale.js";
import { refundDocument } from "../../domain/till.js";
import { told } from "../approval/actions.js";
import { tillAsked } from "../till/actions.js";

export const ACCEPTS_RETURNS = "customer_returns.accept";
export const APPROVES_RETURNS = "customer_returns.approve";

export const returnActions = {
  /** The list of receipts, to choose one; the till comes first, since cash may leave it. */
  async find_to_return(app) {
    if (await tillAsked(app, "find_to_return")) return;
    app.open({ kind: "receipts", forReturn: true });
  },

  /** What of a sale can come back. @returns {Promise<{refused?: string}>} */
  async show_return(app, saleId) {
    const { person } = app.store.get();
    const { found, refused } = await asked(app, () => app.api.saleToReturn(person.id, saleId));
    if (refused) return { refused };
    if (await tillAsked(app, "find_to_return")) return {};
    app.open({ kind: "return", sale: found });
    return {};
  },

  /** What a return comes to; nothing is written. @returns {Promise<{found?: object, refused?: string}>} */
  ask_return: (app, goods) => asked(app, () => app.api.askReturn(app.store.get().person.id, goods)),

  /**
   * Keep a second person's yes to a return.
   * @returns {Promise<{approval?: object, refused?: {field: string, text: string}}>}
   */
  async approve_return(app, { means, content, form }) {
    const id = app.env.newId();
    const { person } = app.store.get();
    const { approver_id: approverId, pin } = form;
    const reason = form.reason.trim();
    const question = { id, person_id: person.id, approver_id: approverId, reason, content };
    try {
      const proof = means === "pin" ? { pin } : await byPasskey(app, question);
      if (!proof) return no(app, "approval.passkey.closed");
      const { approved_at: at } = await app.api.approve({ ...question, ...proof });
      return { approval: { id, approved_by: approverId, approved_at: at, reason, sealed: "" } };
    } catch (error) {
      return error.name === "Unreachable" ? no(app, "return.unreachable")
        : { refused: { field: "pin", ...told(error) } };
    }
  },

  /** Write the credit note. @returns {Promise<object|null>} the note; null where it couldn't be written */
  async complete_return(app, { sale, goods, answer, approval }) {
    const parts = noteParts(app, { id: app.env.newId(), sale, goods, answer, approval });
    try {
      const series = seriesFor(await app.db.series.toArray(), app.today());
      if (!series) throw Object.assign(new Error("no series for this day"), { kind: "no_series" });
      const note = await commitCreditNote(app.db, series.id, parts.complete, parts.moveOf);
      await app.run("read_till");
      app.say(app.words().t("return.done", { number: note.document.number }));
      app.env.sound.good();
      app.syncNow();
      if (app.store.get().printAtOnce) app.run("print_note", note);
      return note;
    } catch (error) {
      app.close();
      app.fail(error);
      return null;
    }
  },

  /** On the printer of receipts. */
  print_note(app, note) {
    app.store.set({ notePaper: note, paper: null, tillPaper: null });
    app.env.afterDraw(() => app.env.print());
  },
};

/** What writes a credit note: its document and paper from the number that was taken, and the cash that it moves. */
export function noteParts(app, { id, sale, goods, answer, approval, exchangeSaleId = null }) {
  const { person, device } = app.store.get();
  const at = new Date(app.env.clock.now()).toISOString();
  const facts = { id, at, person, country: app.place().country, goods, answer, approval, exchangeSaleId };
  const productOf = (productId) => app.catalogue.product(productId);
  const paper = paperOfNote({ sale, answer, person, terminal: device.terminal.name, productOf });
  const moveId = app.env.newId();
  return {
    complete: (taken) => ({ document: creditNoteDocument(facts, taken), paper }),
    moveOf: (document, till) => cashOf(document) > 0 && refundDocument({
      id: moveId, session: till, at, person, amount: cashOf(document), returnId: id, number: document.number,
    }),
  };
}

async function byPasskey(app, question) {
  const { token, options } = await app.api.askPasskey(question);
  const credential = await app.env.passkeys.answer(options);
  return credential && { passkey: { token, credential } };
}

function no(app, words) {
  app.env.sound.refused();
  return { refused: { field: "pin", text: app.words().t(words) } };
}

async function asked(app, ask) {
  try {
    return { found: await ask() };
  } catch (error) {
    if (error.name === "Unreachable") return { refused: app.words().t("return.unreachable") };
    if (error.name === "Refused") return { refused: error.problem.detail || error.problem.title };
    throw error;
  }
}
