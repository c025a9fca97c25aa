/** Goods that come back: asked about with the server, written on the device, told with the sales. */
import { commitCreditNote, hasArrived, readReturnable, readUntold } from "../../db/credit_notes.js";
import { badgeCode } from "../../domain/badge.js";
import { cashOf, creditNoteDocument, paperOfNote } from "../../domain/credit_note.js";
import { registerOf } from "../../domain/hand_over.js";
import { answerAlone, saleAlone } from "../../domain/return_alone.js";
import { seriesFor } from "../../domain/sale.js";
import { refundDocument } from "../../domain/till.js";
import { aloneByPin, told } from "../approval/actions.js";
import { asked } from "../shell/asked.js";
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
    const { found, refused } = await askedOf(app, saleId, () => app.api.saleToReturn(person.id, saleId), async () => {
      const own = await readReturnable(app.db, saleId);
      return own && saleAlone(own.sale, own.notes, (id) => isRegistered(app, id));
    });
    if (refused) return { refused };
    if (await tillAsked(app, "find_to_return")) return {};
    app.open({ kind: "return", sale: found });
    return {};
  },

  /**
   * What a return comes to; nothing is written. Without the network it is worked out here, of a sale that this
   * device made. @returns {Promise<{found?: object, refused?: string}>}
   */
  ask_return(app, goods) {
    const { country, cash_rounding: multiple } = app.place();
    return askedOf(app, goods.sale_id, () => app.api.askReturn(app.store.get().person.id, goods), async () => {
      const own = await readReturnable(app.db, goods.sale_id);
      return own && answerAlone({ ...own, goods, country, multiple, today: app.today() });
    });
  },

  /**
   * Keep a second person's yes to a return; without the network by the PIN that this device knows, where that may be.
   * @returns {Promise<{approval?: object, refused?: {field: string, text: string}}>}
   */
  async approve_return(app, { means, content, form, noteId, offline = true }) {
    const id = app.env.newId();
    const { person } = app.store.get();
    const { approver_id: approverId, pin } = form;
    const reason = form.reason.trim();
    const question = {
      id, person_id: person.id, reason, content, ...(means === "badge" ? {} : { approver_id: approverId }),
    };
    try {
      const proof = await proofOf(app, means, form, question);
      if (!proof) return no(app, "approval.passkey.closed");
      const { approved_by: by = approverId, approved_at: at } = await app.api.approve({ ...question, ...proof });
      return { approval: { id, approved_by: by, approved_at: at, reason, sealed: "" } };
    } catch (error) {
      if (error.name !== "Unreachable") return refusedApproval(error, means);
      if (!offline) return no(app, "return.unreceipted.offline");
      if (means !== "pin") return no(app, `approval.${means}.offline`);
      const refused = await aloneByPin(app, approverId, pin, APPROVES_RETURNS);
      if (refused) return { refused: { field: "pin", ...refused } };
      const sealed = await app.sealFor("approval", [noteId, id], { pin, content });
      const at = new Date(app.env.clock.now()).toISOString();
      return { approval: { id, approved_by: approverId, approved_at: at, reason, sealed } };
    }
  },

  /** Write the credit note. @returns {Promise<object|null>} the note; null where it couldn't be written */
  async complete_return(app, { noteId, sale, goods, answer, approval }) {
    const parts = noteParts(app, { id: noteId, sale, goods, answer, approval });
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

  /** @returns {Promise<boolean>} whether the server can send it */
  has_note_arrived: (app, noteId) => hasArrived(app.db, noteId),

  /** On the printer of receipts. */
  print_note(app, note) {
    app.store.set({ notePaper: note, paper: null, tillPaper: null });
    app.env.afterDraw(() => app.putOnPaper({ number: note.document.number }));
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

/** What shows the server who approves; null where the passkey wasn't used. */
function proofOf(app, means, { pin, badge }, question) {
  if (means === "passkey") return byPasskey(app, question);
  return means === "badge" ? { badge: badgeCode(badge), pin } : { pin };
}

/** A badge may ask for the PIN besides, which is said beside it. */
function refusedApproval(error, means) {
  const asksPin = error.name === "Refused" && error.problem.type === "accounts.badge_asks_pin";
  return { refused: { field: means === "badge" && !asksPin ? "badge" : "pin", asksPin, ...told(error) } };
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

/** Goods of a register go another way, which needs the network. */
function isRegistered(app, productId) {
  const product = app.catalogue.product(productId);
  return !product || registerOf(app.place().country, product.legal_class) !== "";
}

/**
 * Why the server can't say what is left of a sale: it isn't told of the sale, or of its credit note. Both are told
 * now where that goes. @returns {Promise<string|null>} the sentence; null where the server can say
 */
export async function untoldText(app, saleId) {
  if (!await readUntold(app.db, saleId)) return null;
  await app.syncNow();
  const untold = await readUntold(app.db, saleId);
  if (!untold) return null;
  return app.words().t(isAlone(app) ? "return.unreachable" : `return.untold.${untold}`);
}

const isAlone = (app) => app.store.get().sync?.online === false;

/** The same of a sale: while the server isn't told, the device alone knows what is left of it. */
async function askedOf(app, saleId, ask, alone) {
  const untold = await untoldText(app, saleId);
  if (!untold) return asked(app, "return.unreachable", ask, alone);
  const found = isAlone(app) ? await alone() : null;
  return found ? { found } : { refused: untold };
}
